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
// The heap over 100,000 calls, after a full collection each time. Needs --expose-gc, as `pnpm bench` has it.
var client_1 = require("@workos-kit/client");
var operations_1 = require("@workos-kit/client/operations");
var _server_ts_1 = require("./_server.ts");
var _table_ts_1 = require("./_table.ts");
var calls = 100000;
var gc = globalThis.gc;
if (gc === undefined)
    throw new Error("Run this with node --expose-gc.");
var server = await (0, _server_ts_1.startServer)();
var workos = (0, client_1.createClient)({ apiKey: "sk_test_bench", baseUrl: "http://127.0.0.1:".concat(server.port) });
var signal = new AbortController().signal;
function callMany(count) {
    return __awaiter(this, void 0, void 0, function () {
        var worker;
        var _this = this;
        return __generator(this, function (_a) {
            switch (_a.label) {
                case 0:
                    worker = function () { return __awaiter(_this, void 0, void 0, function () {
                        var done;
                        return __generator(this, function (_a) {
                            switch (_a.label) {
                                case 0:
                                    done = 0;
                                    _a.label = 1;
                                case 1:
                                    if (!(done < count / 10)) return [3 /*break*/, 6];
                                    return [4 /*yield*/, (0, operations_1.listOrganizations)(workos, { limit: 10 })];
                                case 2:
                                    _a.sent();
                                    return [4 /*yield*/, workos.GET("/organizations/{id}", { params: { path: { id: "org_1" } } })];
                                case 3:
                                    _a.sent();
                                    return [4 /*yield*/, (0, operations_1.getOrganization)(workos, { id: "org_1" }, { signal: signal })];
                                case 4:
                                    _a.sent();
                                    _a.label = 5;
                                case 5:
                                    done += 3;
                                    return [3 /*break*/, 1];
                                case 6: return [2 /*return*/];
                            }
                        });
                    }); };
                    return [4 /*yield*/, Promise.all(Array.from({ length: 10 }, worker))];
                case 1:
                    _a.sent();
                    return [2 /*return*/];
            }
        });
    });
}
function heapMegabytes() {
    return __awaiter(this, void 0, void 0, function () {
        var least, idle, heapUsed;
        return __generator(this, function (_a) {
            switch (_a.label) {
                case 0:
                    least = Number.POSITIVE_INFINITY;
                    idle = 0;
                    _a.label = 1;
                case 1:
                    if (!(idle < 5)) return [3 /*break*/, 4];
                    gc === null || gc === void 0 ? void 0 : gc();
                    return [4 /*yield*/, new Promise(function (resolve) { return setTimeout(resolve, 20); })];
                case 2:
                    _a.sent();
                    heapUsed = process.memoryUsage().heapUsed;
                    if (heapUsed < least * 0.995)
                        idle = 0;
                    least = Math.min(least, heapUsed);
                    _a.label = 3;
                case 3:
                    idle++;
                    return [3 /*break*/, 1];
                case 4: return [2 /*return*/, least / Math.pow(2, 20)];
            }
        });
    });
}
await callMany(calls / 10);
var start = await heapMegabytes();
await callMany(calls / 2);
var middle = await heapMegabytes();
await callMany(calls / 2);
var end = await heapMegabytes();
server.stop();
(0, _table_ts_1.printTable)("Heap over ".concat(calls.toLocaleString("en"), " calls (peer: the row above)"), "MB", [
    { what: "at the start, after a tenth more to warm up", ours: start },
    { what: "in the middle", ours: middle, peer: start, mostRatio: 1.05 },
    { what: "at the end", ours: end, peer: middle, mostRatio: 1.05 },
]);
console.log("Left behind by one call: ".concat(Math.round(((end - middle) * Math.pow(2, 20)) / (calls / 2)), " bytes."));
