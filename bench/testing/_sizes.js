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
exports.measureSizes = measureSizes;
var testing_1 = require("@workos-kit/testing");
var _interleave_ts_1 = require("../_interleave.ts");
var _report_ts_1 = require("./_report.ts");
var headers = { authorization: "Bearer sk_test_default" };
var base = "https://api.workos.com";
var sizes = [1000, 100000, 1000000];
var idOf = function (index) { return "org_".concat(String(index).padStart(8, "0")); };
function row(index) {
    var _a = ["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z"], created_at = _a[0], updated_at = _a[1];
    var names = { object: "organization", id: idOf(index), name: "Organization ".concat(index), external_id: null };
    return __assign(__assign({}, names), { metadata: {}, created_at: created_at, updated_at: updated_at });
}
function heapInUse() {
    var _a;
    (_a = globalThis.gc) === null || _a === void 0 ? void 0 : _a.call(globalThis);
    return process.memoryUsage().heapUsed;
}
/** Rows the way a state file gives them: strings that were read, not strings that were put together. */
function readRows(size) {
    return JSON.parse(JSON.stringify(Array.from({ length: size }, function (_, index) { return row(index); })));
}
/** A mock of some size, and what a row of it takes. */
function filled(size) {
    var before = heapInUse();
    var mock = (0, testing_1.createMock)({ journalLimit: 10 });
    mock.import({ version: 1, tables: { organizations: readRows(size) }, cells: {} });
    return { mock: mock, size: size, bytesPerRow: (heapInUse() - before) / size };
}
/**
 * The same questions to mocks of three sizes, which live side by side: one heap, rounds in turn, processor time. So
 * neither the collector nor the order of measuring tells on one size alone.
 */
function measureSizes() {
    return __awaiter(this, void 0, void 0, function () {
        var mocks, _i, _a, _b, size, bytesPerRow, questions, _loop_1, _c, _d, _e, what, question;
        return __generator(this, function (_f) {
            switch (_f.label) {
                case 0:
                    mocks = sizes.map(filled);
                    for (_i = 0, _a = mocks.slice(1); _i < _a.length; _i++) {
                        _b = _a[_i], size = _b.size, bytesPerRow = _b.bytesPerRow;
                        (0, _report_ts_1.note)("memory per row at ".concat(size.toLocaleString("en"), " rows"), bytesPerRow, "bytes");
                    }
                    questions = {
                        "get by id": function (_a) {
                            var size = _a.size;
                            return "/organizations/".concat(idOf(size / 2));
                        },
                        "get by id, another row each time": function (_a, turn) {
                            var size = _a.size;
                            return "/organizations/".concat(idOf((turn * 7919) % size));
                        },
                        "list page in the middle": function (_a) {
                            var size = _a.size;
                            return "/organizations?after=".concat(idOf(size / 2));
                        },
                    };
                    _loop_1 = function (what, question) {
                        var turn, ask, measured, _g, measured_1, _h, name_1, cpuMicros, goal, _j, _k, _l, name_2, ratio;
                        return __generator(this, function (_m) {
                            switch (_m.label) {
                                case 0:
                                    console.log("\n".concat(what));
                                    turn = 0;
                                    ask = function (one) { return [
                                        "".concat(one.size.toLocaleString("en"), " rows"),
                                        function () { return one.mock.fetch("".concat(base).concat(question(one, ++turn)), { headers: headers }); },
                                    ]; };
                                    return [4 /*yield*/, (0, _interleave_ts_1.interleave)(Object.fromEntries(mocks.map(ask)), { roundMs: 30, rounds: 21 })];
                                case 1:
                                    measured = _m.sent();
                                    for (_g = 0, measured_1 = measured; _g < measured_1.length; _g++) {
                                        _h = measured_1[_g], name_1 = _h.name, cpuMicros = _h.cpuMicros;
                                        (0, _report_ts_1.note)(name_1, cpuMicros, "µs");
                                    }
                                    goal = what.includes("another") ? undefined : { most: 1.2 };
                                    for (_j = 0, _k = measured.slice(1); _j < _k.length; _j++) {
                                        _l = _k[_j], name_2 = _l.name, ratio = _l.ratio;
                                        (0, _report_ts_1.note)("  ".concat(name_2, " against 1,000"), 1 / ratio, "×", goal);
                                    }
                                    return [2 /*return*/];
                            }
                        });
                    };
                    _c = 0, _d = Object.entries(questions);
                    _f.label = 1;
                case 1:
                    if (!(_c < _d.length)) return [3 /*break*/, 4];
                    _e = _d[_c], what = _e[0], question = _e[1];
                    return [5 /*yield**/, _loop_1(what, question)];
                case 2:
                    _f.sent();
                    _f.label = 3;
                case 3:
                    _c++;
                    return [3 /*break*/, 1];
                case 4: return [2 /*return*/];
            }
        });
    });
}
