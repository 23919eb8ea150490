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
var _a, _b;
Object.defineProperty(exports, "__esModule", { value: true });
// Processor time of one call, as a multiple of what bare fetch takes in the same run: a list of 5 KB over one kept-alive
// connection. BENCH_ROUNDS=301 gives steadier figures on a busy machine.
var node_1 = require("@workos-inc/node");
var client_1 = require("@workos-kit/client");
var operations_1 = require("@workos-kit/client/operations");
var openapi_fetch_1 = require("openapi-fetch");
var _interleave_ts_1 = require("../_interleave.ts");
var _server_ts_1 = require("./_server.ts");
var _table_ts_1 = require("./_table.ts");
var server = await (0, _server_ts_1.startServer)();
var baseUrl = "http://127.0.0.1:".concat(server.port);
var headers = { authorization: "Bearer sk_test_bench" };
var url = "".concat(baseUrl, "/organizations?limit=10");
var workos = (0, client_1.createClient)({ apiKey: "sk_test_bench", baseUrl: baseUrl });
var bareClient = (0, openapi_fetch_1.default)({ baseUrl: baseUrl, headers: headers });
var vendor = new node_1.WorkOS("sk_test_bench", { apiHostname: "127.0.0.1", port: server.port, https: false });
// Rounds are short and many: the machine's load changes from one second to the next, and code that rests is forgotten.
var results = await (0, _interleave_ts_1.interleave)({
    "bare fetch": function () { return __awaiter(void 0, void 0, void 0, function () { return __generator(this, function (_a) {
        switch (_a.label) {
            case 0: return [4 /*yield*/, fetch(url, { headers: headers })];
            case 1: return [2 /*return*/, (_a.sent()).json()];
        }
    }); }); },
    "by function, a list": function () { return (0, operations_1.listOrganizations)(workos, { limit: 10 }).then(function (page) { return page; }); },
    "by function, an object": function () { return (0, operations_1.getOrganization)(workos, { id: "org_01" }); },
    "by path": function () { return workos.GET("/organizations", { params: { query: { limit: 10 } } }); },
    "@workos-inc/node": function () { return vendor.organizations.listOrganizations({ limit: 10 }); },
    "openapi-fetch": function () { return bareClient.GET("/organizations", { params: { query: { limit: 10 } } }); },
    "bare fetch with a time-out": function () { return __awaiter(void 0, void 0, void 0, function () { return __generator(this, function (_a) {
        switch (_a.label) {
            case 0: return [4 /*yield*/, fetch(url, { headers: headers, signal: AbortSignal.timeout(60000) })];
            case 1: return [2 /*return*/, (_a.sent()).json()];
        }
    }); }); },
}, { roundMs: 20, rounds: Number((_a = process.env.BENCH_ROUNDS) !== null && _a !== void 0 ? _a : 151) });
server.stop();
var cost = function (name) { var _a, _b; return 1 / ((_b = (_a = results.find(function (each) { return each.name === name; })) === null || _a === void 0 ? void 0 : _a.ratio) !== null && _b !== void 0 ? _b : Number.NaN); };
var peer = cost("@workos-inc/node");
(0, _table_ts_1.printTable)("CPU of one call on Node ".concat(process.versions.node, ", in bare fetches (peer: @workos-inc/node)"), "x", [
    { what: "by function, a list of 5 KB", ours: cost("by function, a list"), peer: peer, most: 1.25, mostRatio: 1 },
    { what: "by function, one object", ours: cost("by function, an object"), peer: peer, most: 1.25, mostRatio: 1 },
    { what: "by path, a list of 5 KB", ours: cost("by path"), peer: peer, most: 1.25, mostRatio: 1 },
    { what: "(openapi-fetch, which has no time-out)", ours: cost("openapi-fetch"), peer: peer },
    { what: "(bare fetch with AbortSignal.timeout)", ours: cost("bare fetch with a time-out"), peer: peer },
]);
console.log("Bare fetch takes ".concat((_b = results[0]) === null || _b === void 0 ? void 0 : _b.cpuMicros.toFixed(1), " \u00B5s."));
