"use strict";
var __spreadArray = (this && this.__spreadArray) || function (to, from, pack) {
    if (pack || arguments.length === 2) for (var i = 0, l = from.length, ar; i < l; i++) {
        if (ar || !(i in from)) {
            if (!ar) ar = Array.prototype.slice.call(from, 0, i);
            ar[i] = from[i];
        }
    }
    return to.concat(ar || Array.prototype.slice.call(from));
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.printTable = printTable;
/** Prints figures beside the peer's with target and verdict. A benchmark informs: it does not fail. */
function printTable(title, unit, rows) {
    var _a, _b;
    var cells = rows.map(function (_a) {
        var what = _a.what, ours = _a.ours, peer = _a.peer, most = _a.most, mostRatio = _a.mostRatio;
        var ratio = peer === undefined ? Number.NaN : ours / peer;
        var verdicts = [most === undefined || ours <= most, mostRatio === undefined || ratio <= mostRatio];
        var targets = [
            most === undefined ? [] : "\u2264 ".concat(format(most), " ").concat(unit),
            mostRatio === undefined ? [] : "\u2264 ".concat(format(mostRatio), "x"),
        ].flat();
        return [
            what,
            "".concat(format(ours), " ").concat(unit),
            peer === undefined ? "" : "".concat(format(peer), " ").concat(unit),
            peer === undefined ? "" : "".concat(format(ratio), "x"),
            targets.join(", "),
            targets.length === 0 ? "" : verdicts.every(Boolean) ? "met" : "not met",
        ];
    });
    var table = __spreadArray([[title, "ours", "peer", "ratio", "target", ""]], cells, true);
    var widths = (_b = (_a = table[0]) === null || _a === void 0 ? void 0 : _a.map(function (_, column) { return Math.max.apply(Math, table.map(function (row) { var _a, _b; return (_b = (_a = row[column]) === null || _a === void 0 ? void 0 : _a.length) !== null && _b !== void 0 ? _b : 0; })); })) !== null && _b !== void 0 ? _b : [];
    console.log("");
    for (var _i = 0, table_1 = table; _i < table_1.length; _i++) {
        var row = table_1[_i];
        var padded = row.map(function (cell, column) { var _a, _b; return column === 0 ? cell.padEnd((_a = widths[0]) !== null && _a !== void 0 ? _a : 0) : cell.padStart((_b = widths[column]) !== null && _b !== void 0 ? _b : 0); });
        console.log(padded.join("  ").trimEnd());
    }
}
function format(value) {
    var digits = Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : Math.abs(value) < 1000 ? 1 : 0;
    return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
