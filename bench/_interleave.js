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
exports.median = median;
exports.interleave = interleave;
exports.print = print;
exports.goal = goal;
function sample(subject, roundMs) {
    return __awaiter(this, void 0, void 0, function () {
        var count, cpuBefore, start, now, turn, result, cpu;
        return __generator(this, function (_a) {
            switch (_a.label) {
                case 0:
                    count = 0;
                    cpuBefore = process.cpuUsage();
                    start = performance.now();
                    now = start;
                    _a.label = 1;
                case 1:
                    if (!(now - start < roundMs)) return [3 /*break*/, 7];
                    turn = 0;
                    _a.label = 2;
                case 2:
                    if (!(turn < 8)) return [3 /*break*/, 6];
                    result = subject();
                    if (!(result instanceof Promise)) return [3 /*break*/, 4];
                    return [4 /*yield*/, result];
                case 3:
                    _a.sent();
                    _a.label = 4;
                case 4:
                    count += 1;
                    _a.label = 5;
                case 5:
                    turn++;
                    return [3 /*break*/, 2];
                case 6:
                    now = performance.now();
                    return [3 /*break*/, 1];
                case 7:
                    cpu = process.cpuUsage(cpuBefore);
                    return [2 /*return*/, { opsPerSecond: (count * 1000) / (now - start), cpuMicros: (cpu.user + cpu.system) / count }];
            }
        });
    });
}
/** The middle one; of an even number the upper of the two. */
function median(values) {
    var _a;
    var sorted = values.toSorted(function (a, b) { return a - b; });
    return (_a = sorted[Math.floor(sorted.length / 2)]) !== null && _a !== void 0 ? _a : Number.NaN;
}
/** Measures subjects in turn, round by round. The first is what the others are compared with. */
function interleave(subjects_1) {
    return __awaiter(this, arguments, void 0, function (subjects, _a) {
        var entries, samples, _i, entries_1, _b, subject, round, _c, _d, _e, index, _f, subject, _g, _h, _j, base;
        var _k, _l;
        var _m = _a === void 0 ? {} : _a, _o = _m.roundMs, roundMs = _o === void 0 ? 20 : _o, _p = _m.rounds, rounds = _p === void 0 ? 41 : _p;
        return __generator(this, function (_q) {
            switch (_q.label) {
                case 0:
                    entries = Object.entries(subjects);
                    samples = entries.map(function () { return []; });
                    _i = 0, entries_1 = entries;
                    _q.label = 1;
                case 1:
                    if (!(_i < entries_1.length)) return [3 /*break*/, 4];
                    _b = entries_1[_i], subject = _b[1];
                    return [4 /*yield*/, sample(subject, roundMs)];
                case 2:
                    _q.sent();
                    _q.label = 3;
                case 3:
                    _i++;
                    return [3 /*break*/, 1];
                case 4:
                    round = 0;
                    _q.label = 5;
                case 5:
                    if (!(round < rounds)) return [3 /*break*/, 12];
                    _c = 0, _d = entries.entries();
                    _q.label = 6;
                case 6:
                    if (!(_c < _d.length)) return [3 /*break*/, 11];
                    _e = _d[_c], index = _e[0], _f = _e[1], subject = _f[1];
                    if (!((_k = samples[index]) === null || _k === void 0)) return [3 /*break*/, 7];
                    _g = void 0;
                    return [3 /*break*/, 9];
                case 7:
                    _j = (_h = _k).push;
                    return [4 /*yield*/, sample(subject, roundMs)];
                case 8:
                    _g = _j.apply(_h, [_q.sent()]);
                    _q.label = 9;
                case 9:
                    _g;
                    _q.label = 10;
                case 10:
                    _c++;
                    return [3 /*break*/, 6];
                case 11:
                    round++;
                    return [3 /*break*/, 5];
                case 12:
                    base = (_l = samples[0]) !== null && _l !== void 0 ? _l : [];
                    return [2 /*return*/, entries.map(function (_a, index) {
                            var _b;
                            var name = _a[0];
                            var own = (_b = samples[index]) !== null && _b !== void 0 ? _b : [];
                            return {
                                name: name,
                                opsPerSecond: median(own.map(function (each) { return each.opsPerSecond; })),
                                cpuMicros: median(own.map(function (each) { return each.cpuMicros; })),
                                ratio: median(own.map(function (each, round) { var _a, _b; return ((_b = (_a = base[round]) === null || _a === void 0 ? void 0 : _a.cpuMicros) !== null && _b !== void 0 ? _b : Number.NaN) / each.cpuMicros; })),
                            };
                        })];
            }
        });
    });
}
/** Prints one table. */
function print(title, measurements) {
    console.log("\n".concat(title));
    for (var _i = 0, measurements_1 = measurements; _i < measurements_1.length; _i++) {
        var _a = measurements_1[_i], name_1 = _a.name, opsPerSecond = _a.opsPerSecond, cpuMicros = _a.cpuMicros, ratio = _a.ratio;
        var ops = "".concat(Math.round(opsPerSecond).toLocaleString("en"), "/s").padStart(10);
        console.log("  ".concat(name_1.padEnd(46), " ").concat(ops, " ").concat(cpuMicros.toFixed(1).padStart(8), " \u00B5s CPU  ").concat(ratio.toFixed(3), "x"));
    }
}
/** Prints whether a goal is reached; a benchmark on a shared machine informs, it does not fail. */
function goal(words, value, least) {
    console.log("  ".concat(value >= least ? "✓" : "✗", " ").concat(words, ": ").concat(value.toFixed(2), " (goal ").concat(least, ")"));
}
