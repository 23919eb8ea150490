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
Object.defineProperty(exports, "__esModule", { value: true });
// What ten lines of a user's code cost the compiler and the editor: instantiations and types are exact, times are processor
// time in fresh processes, interleaved, medians.
var node_child_process_1 = require("node:child_process");
var node_url_1 = require("node:url");
var _interleave_ts_1 = require("../_interleave.ts");
var _table_ts_1 = require("./_table.ts");
var path = function (name) { return (0, node_url_1.fileURLToPath)(new URL(name, import.meta.url)); };
// With the text behind which a user would ask what may follow: the fields of an input, or the paths.
var consumers = {
    "by function": ["by-function.ts", "createOrganization(workos, { "],
    "by path": ["by-path.ts", 'workos.GET("'],
    "openapi-fetch": ["openapi-fetch.ts", 'workos.GET("'],
    "@workos-inc/node": ["vendor.ts", "createOrganization({ "],
};
var names = Object.keys(consumers);
var samples = new Map(names.map(function (name) { return [name, []]; }));
for (var round = 0; round < 5; round++) {
    var _loop_1 = function (name_1) {
        var _b = consumers[name_1], file = _b[0], cursor = _b[1];
        var run = function (mode) {
            return JSON.parse((0, node_child_process_1.execFileSync)(process.execPath, [path("_compile.ts"), mode, path("consumers/".concat(file)), cursor], {
                encoding: "utf8",
            }));
        };
        (_a = samples.get(name_1)) === null || _a === void 0 ? void 0 : _a.push(__assign(__assign({}, run("check")), run("edit")));
    };
    for (var _i = 0, names_1 = names; _i < names_1.length; _i++) {
        var name_1 = names_1[_i];
        _loop_1(name_1);
    }
}
var figure = function (name, key) { var _a; return (0, _interleave_ts_1.median)(((_a = samples.get(name)) !== null && _a !== void 0 ? _a : []).map(function (each) { var _a; return (_a = each[key]) !== null && _a !== void 0 ? _a : Number.NaN; })); };
var rows = function (key, most, mostRatio) {
    var peer = figure("@workos-inc/node", key);
    return names
        .filter(function (what) { return what !== "@workos-inc/node"; })
        .map(function (what) { return (__assign(__assign({ what: what, ours: figure(what, key), peer: peer }, (most[what] === undefined ? {} : { most: most[what] })), (what === "openapi-fetch" || mostRatio === undefined ? {} : { mostRatio: mostRatio }))); });
};
var peer = "(peer: @workos-inc/node)";
(0, _table_ts_1.printTable)("Instantiations ".concat(peer), "", rows("instantiations", { "by function": 100, "by path": 500 }));
(0, _table_ts_1.printTable)("Types ".concat(peer), "", rows("types", {}));
(0, _table_ts_1.printTable)("Check ".concat(peer), "ms", rows("checkMs", {}));
(0, _table_ts_1.printTable)("Editor: first diagnostics ".concat(peer), "ms", rows("firstDiagnosticsMs", {}, 1));
(0, _table_ts_1.printTable)("Editor: opening and first diagnostics ".concat(peer), "ms", rows("untilDiagnosticsMs", {}));
(0, _table_ts_1.printTable)("Editor: completion ".concat(peer), "ms", rows("completionMs", {}, 1));
var entries = names.map(function (name) { return "".concat(name, " ").concat(figure(name, "entries")); }).join(", ");
console.log("Entries offered: ".concat(entries, "."));
