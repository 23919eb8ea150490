"use strict";
var __awaiter = (this && this.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
var __generator = (this && this.__generator) || function (thisArg, body) {
    var _ = { label: 0, sent: function() { if (t[0] & 1) throw t[1]; return t[1]; }, trys: [], ops: [] }, f, y, t, g = Object.create((typeof Iterator === "function" ? Iterator : Object).prototype);
    return g.next = verb(0), g["throw"] = verb(1), g["return"] = verb(2), typeof Symbol === "function" && (g[Symbol.iterator] = function() { return this; }), g;
    function verb(n) { return function (v) { return step([n, v]); }; }
    function step(op) {
        if (f) throw new TypeError("Generator is already executing.");
        while (g && (g = 0, op[0] && (_ = 0)), _) try {
            if (f = 1, y && (t = op[0] & 2 ? y["return"] : op[0] ? y["throw"] || ((t = y["return"]) && t.call(y), 0) : y.next) && !(t = t.call(y, op[1])).done) return t;
            if (y = 0, t) op = [op[0] & 2, t.value];
            switch (op[0]) {
                case 0: case 1: t = op; break;
                case 4: _.label++; return { value: op[1], done: false };
                case 5: _.label++; y = op[1]; op = [0]; continue;
                case 7: op = _.ops.pop(); _.trys.pop(); continue;
                default:
                    if (!(t = _.trys, t = t.length > 0 && t[t.length - 1]) && (op[0] === 6 || op[0] === 2)) { _ = 0; continue; }
                    if (op[0] === 3 && (!t || (op[1] > t[0] && op[1] < t[3]))) { _.label = op[1]; break; }
                    if (op[0] === 6 && _.label < t[1]) { _.label = t[1]; t = op; break; }
                    if (t && _.label < t[2]) { _.label = t[2]; _.ops.push(op); break; }
                    if (t[2]) _.ops.pop();
                    _.trys.pop(); continue;
            }
            op = body.call(thisArg, _);
        } catch (e) { op = [6, e]; y = 0; } finally { f = t = 0; }
        if (op[0] & 5) throw op[1]; return { value: op[0] ? op[1] : void 0, done: true };
    }
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.measureStartUp = measureStartUp;
var node_child_process_1 = require("node:child_process");
var node_fs_1 = require("node:fs");
var node_url_1 = require("node:url");
var _interleave_ts_1 = require("../_interleave.ts");
var _report_ts_1 = require("./_report.ts");
var bareServer = "\nconst server = require(\"node:http\").createServer((request, response) => response.end(\"{}\"));\nserver.listen(0, \"127.0.0.1\", () => console.log(JSON.stringify({ url: \"http://127.0.0.1:\" + server.address().port })));\n";
/** Time until a process answers its first request, and the memory it holds then. */
function start(args) {
    return __awaiter(this, void 0, void 0, function () {
        var started, child, url, ms, megabytes, gone;
        var _a;
        return __generator(this, function (_b) {
            switch (_b.label) {
                case 0:
                    started = performance.now();
                    child = (0, node_child_process_1.spawn)(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
                    return [4 /*yield*/, new Promise(function (resolve) {
                            return child.stdout.once("data", function (line) { return resolve(JSON.parse(String(line)).url); });
                        })];
                case 1:
                    url = _b.sent();
                    return [4 /*yield*/, fetch("".concat(url, "/organizations"), { headers: { authorization: "Bearer sk_test_default" } })];
                case 2:
                    _b.sent();
                    ms = performance.now() - started;
                    megabytes = residentMegabytes((_a = child.pid) !== null && _a !== void 0 ? _a : 0);
                    gone = new Promise(function (resolve) { return child.once("exit", resolve); });
                    child.kill("SIGTERM");
                    return [4 /*yield*/, gone];
                case 3:
                    _b.sent();
                    return [2 /*return*/, { ms: ms, megabytes: megabytes }];
            }
        });
    });
}
function residentMegabytes(pid) {
    var _a, _b;
    try {
        var status_1 = (0, node_fs_1.readFileSync)("/proc/".concat(pid, "/status"), "utf8");
        return Number((_b = (_a = /VmRSS:\s+(\d+) kB/.exec(status_1)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : Number.NaN) / 1024;
    }
    catch (_c) {
        // Only Linux tells it in this way.
        return Number.NaN;
    }
}
/** How fast `workos-mock` is there, and what it takes while idle; beside a bare server of the same Node. */
function measureStartUp() {
    return __awaiter(this, void 0, void 0, function () {
        var cli, samples, round, bare, mock;
        return __generator(this, function (_a) {
            switch (_a.label) {
                case 0:
                    console.log("\nA process of its own");
                    cli = (0, node_url_1.fileURLToPath)(new URL("./cli.js", import.meta.resolve("@workos-kit/testing")));
                    samples = { bare: [], mock: [], bareMemory: [], memory: [] };
                    round = 0;
                    _a.label = 1;
                case 1:
                    if (!(round < 9)) return [3 /*break*/, 5];
                    return [4 /*yield*/, start(["-e", bareServer])];
                case 2:
                    bare = _a.sent();
                    return [4 /*yield*/, start([cli, "--port", "0", "--json"])];
                case 3:
                    mock = _a.sent();
                    samples.bare.push(bare.ms);
                    samples.mock.push(mock.ms);
                    samples.bareMemory.push(bare.megabytes);
                    samples.memory.push(mock.megabytes);
                    _a.label = 4;
                case 4:
                    round++;
                    return [3 /*break*/, 1];
                case 5:
                    (0, _report_ts_1.note)("bare node:http, to the first answer", (0, _interleave_ts_1.median)(samples.bare), "ms");
                    (0, _report_ts_1.note)("workos-mock, to the first answer", (0, _interleave_ts_1.median)(samples.mock), "ms", { most: 150 });
                    (0, _report_ts_1.note)("bare node:http, memory after it", (0, _interleave_ts_1.median)(samples.bareMemory), "MB");
                    (0, _report_ts_1.note)("workos-mock, memory after it", (0, _interleave_ts_1.median)(samples.memory), "MB", { most: 80 });
                    return [2 /*return*/];
            }
        });
    });
}
