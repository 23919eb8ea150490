"use strict";
var __assign = (this && this.__assign) || function () {
    __assign = Object.assign || function(t) {
        for (var s, i = 1, n = arguments.length; i < n; i++) {
            s = arguments[i];
            for (var p in s) if (Object.prototype.hasOwnProperty.call(s, p))
                t[p] = s[p];
        }
        return t;
    };
    return __assign.apply(this, arguments);
};
var _a;
var _b;
Object.defineProperty(exports, "__esModule", { value: true });
// How long a fresh process takes to import a package: processes interleaved, medians, files warm in the system's cache.
// Some 2.5 ms of each figure are Node's own, for loading any module at all.
var node_child_process_1 = require("node:child_process");
var _interleave_ts_1 = require("../_interleave.ts");
var _table_ts_1 = require("./_table.ts");
var vendor = "@workos-inc/node";
var client = "@workos-kit/client";
var subjects = (_a = {},
    _a[client] = [client],
    _a["".concat(client, "/core")] = ["".concat(client, "/core")],
    _a["".concat(client, "/sdk")] = ["".concat(client, "/sdk")],
    _a["client and every operation"] = [client, "".concat(client, "/operations")],
    _a["(openapi-fetch)"] = ["openapi-fetch"],
    _a[vendor] = [vendor],
    _a);
function measure(modules) {
    var code = "\n    const before = process.cpuUsage();\n    const start = performance.now();\n    await Promise.all(".concat(JSON.stringify(modules), ".map((name) => import(name)));\n    const wall = performance.now() - start;\n    const { user, system } = process.cpuUsage(before);\n    console.log(JSON.stringify({ wall, cpu: (user + system) / 1000 }));");
    var options = { cwd: import.meta.dirname, encoding: "utf8" };
    return JSON.parse((0, node_child_process_1.execFileSync)(process.execPath, ["--input-type=module", "-e", code], options));
}
var samples = new Map(Object.keys(subjects).map(function (name) { return [name, []]; }));
for (var round = 0; round < 26; round++) {
    for (var _i = 0, _c = Object.entries(subjects); _i < _c.length; _i++) {
        var _d = _c[_i], name_1 = _d[0], modules = _d[1];
        var sample = measure(modules);
        // The first round brings the files into the cache.
        if (round > 0)
            (_b = samples.get(name_1)) === null || _b === void 0 ? void 0 : _b.push(sample);
    }
}
var figure = function (name, kind) { var _a; return (0, _interleave_ts_1.median)(((_a = samples.get(name)) !== null && _a !== void 0 ? _a : []).map(function (each) { return each[kind]; })); };
var _loop_1 = function (kind, title) {
    var peer = figure(vendor, kind);
    var rows = Object.keys(subjects)
        .filter(function (name) { return name !== vendor; })
        .map(function (what) { return (__assign({ what: what, ours: figure(what, kind), peer: peer }, (what.startsWith("(") ? {} : { mostRatio: 0.4 }))); });
    (0, _table_ts_1.printTable)("Import in a fresh process, ".concat(title, " (peer: ").concat(vendor, ")"), "ms", rows);
};
for (var _e = 0, _f = [["wall", "wall time"], ["cpu", "processor time"]]; _e < _f.length; _e++) {
    var _g = _f[_e], kind = _g[0], title = _g[1];
    _loop_1(kind, title);
}
