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
exports.note = note;
exports.cost = cost;
var _interleave_ts_1 = require("../_interleave.ts");
/** Prints one figure, with its goal where there is one; a benchmark on a shared machine informs, it does not fail. */
function note(what, value, unit, goal) {
    var digits = value < 10 ? 2 : 0;
    var text = "".concat(value.toFixed(digits), " ").concat(unit).padStart(14);
    console.log("  ".concat(mark(value, goal), " ").concat(what.padEnd(52), " ").concat(text).concat(goal ? "  (".concat(words(goal, unit), ")") : ""));
}
function mark(value, goal) {
    var _a, _b;
    if (!goal)
        return " ";
    return value <= ((_a = goal.most) !== null && _a !== void 0 ? _a : Number.POSITIVE_INFINITY) && value >= ((_b = goal.least) !== null && _b !== void 0 ? _b : 0) ? "✓" : "✗";
}
function words(_a, unit) {
    var most = _a.most, least = _a.least;
    return most === undefined ? "goal: at least ".concat(least, " ").concat(unit) : "goal: at most ".concat(most, " ").concat(unit);
}
/** Microseconds of processor time of one call: the median of several rounds, the first of which warms up. */
function cost(rounds, calls, run) {
    return __awaiter(this, void 0, void 0, function () {
        var samples, round, before, index, _a, user, system;
        return __generator(this, function (_b) {
            switch (_b.label) {
                case 0:
                    samples = [];
                    round = 0;
                    _b.label = 1;
                case 1:
                    if (!(round <= rounds)) return [3 /*break*/, 7];
                    before = process.cpuUsage();
                    index = 0;
                    _b.label = 2;
                case 2:
                    if (!(index < calls)) return [3 /*break*/, 5];
                    return [4 /*yield*/, run(index)];
                case 3:
                    _b.sent();
                    _b.label = 4;
                case 4:
                    index++;
                    return [3 /*break*/, 2];
                case 5:
                    _a = process.cpuUsage(before), user = _a.user, system = _a.system;
                    if (round > 0)
                        samples.push((user + system) / calls);
                    _b.label = 6;
                case 6:
                    round++;
                    return [3 /*break*/, 1];
                case 7: return [2 /*return*/, (0, _interleave_ts_1.median)(samples)];
            }
        });
    });
}
