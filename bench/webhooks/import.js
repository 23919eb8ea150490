"use strict";
var _a, _b;
Object.defineProperty(exports, "__esModule", { value: true });
// What importing costs a process that starts: processor time of cold processes, one after the other, in turn.
var node_child_process_1 = require("node:child_process");
var _interleave_ts_1 = require("../_interleave.ts");
var peer = "@octokit/webhooks-methods";
var modules = ["node:crypto", "@workos-kit/webhooks", "@workos-kit/webhooks/sync", peer, "@workos-inc/node"];
var rounds = 31;
/** Processor time of a fresh process around one import, in milliseconds. */
function measure(module) {
    var program = "const before = process.cpuUsage(); await import(".concat(JSON.stringify(module), ");\n    const { user, system } = process.cpuUsage(before); console.log((user + system) / 1000);");
    var args = ["--input-type=module", "--eval", program];
    return Number((0, node_child_process_1.execFileSync)(process.execPath, args, { cwd: import.meta.dirname, encoding: "utf8" }));
}
var samples = new Map(modules.map(function (module) { return [module, []]; }));
for (var round = 0; round < rounds; round++)
    for (var _i = 0, samples_1 = samples; _i < samples_1.length; _i++) {
        var _c = samples_1[_i], module_1 = _c[0], times = _c[1];
        times.push(measure(module_1));
    }
var median = function (values) { var _a; return (_a = values.toSorted(function (a, b) { return a - b; })[values.length >> 1]) !== null && _a !== void 0 ? _a : Number.NaN; };
console.log("\nImport in a cold process, milliseconds of processor time");
for (var _d = 0, samples_2 = samples; _d < samples_2.length; _d++) {
    var _e = samples_2[_d], module_2 = _e[0], times = _e[1];
    console.log("  ".concat(module_2.padEnd(30), " ").concat(median(times).toFixed(1)));
}
var ours = median((_a = samples.get("@workos-kit/webhooks")) !== null && _a !== void 0 ? _a : []);
(0, _interleave_ts_1.goal)("".concat(peer, ", times ours"), median((_b = samples.get(peer)) !== null && _b !== void 0 ? _b : []) / ours, 1);
