"use strict";
var _a, _b, _c, _d, _e, _f, _g, _h;
Object.defineProperty(exports, "__esModule", { value: true });
// Verification and parsing, against raw node:crypto with JSON.parse and the vendor's SDK in the same run.
var node_crypto_1 = require("node:crypto");
var node_1 = require("@workos-inc/node");
var webhooks_1 = require("@workos-kit/webhooks");
var camel_case_1 = require("@workos-kit/webhooks/camel-case");
var sync_1 = require("@workos-kit/webhooks/sync");
var _interleave_ts_1 = require("../_interleave.ts");
var _deliveries_ts_1 = require("./_deliveries.ts");
var tolerance = Infinity;
var vendor = new node_1.WorkOS("sk_test_bench").webhooks;
var least = { 1: 0.75, 10: 0.85, 256: 0.95 };
var _loop_1 = function (size) {
    var _k = (0, _deliveries_ts_1.delivery)(size), payload = _k.payload, timestamp = _k.timestamp, signature = _k.signature, sigHeader = _k.sigHeader;
    var options = { payload: payload, sigHeader: sigHeader, secret: _deliveries_ts_1.secret, tolerance: tolerance };
    var expected = Buffer.from(signature, "hex");
    var results = await (0, _interleave_ts_1.interleave)({
        "raw node:crypto and JSON.parse": function () {
            (0, node_crypto_1.timingSafeEqual)((0, node_crypto_1.createHmac)("sha256", _deliveries_ts_1.secret).update("".concat(timestamp, ".")).update(payload).digest(), expected);
            return JSON.parse(payload.toString());
        },
        constructEventSync: function () { return (0, sync_1.constructEventSync)(options); },
        "constructEvent (Node)": function () { return (0, webhooks_1.constructEvent)(options); },
        "constructEvent in camelCase": function () { return (0, camel_case_1.constructEvent)(options); },
        "@workos-inc/node 11 constructEvent": function () { return vendor.constructEvent({ payload: payload, sigHeader: sigHeader, secret: _deliveries_ts_1.secret, tolerance: 1e12 }); },
    });
    (0, _interleave_ts_1.print)("Construct ".concat(size, " KB, compared with raw node:crypto and JSON.parse"), results);
    (0, _interleave_ts_1.goal)("constructEventSync, times raw", (_b = (_a = results[1]) === null || _a === void 0 ? void 0 : _a.ratio) !== null && _b !== void 0 ? _b : 0, least[size]);
    (0, _interleave_ts_1.goal)("camelCase, times raw", (_d = (_c = results[3]) === null || _c === void 0 ? void 0 : _c.ratio) !== null && _d !== void 0 ? _d : 0, 0.5);
    if (size < 256)
        (0, _interleave_ts_1.goal)("constructEvent, times the vendor's SDK", ((_f = (_e = results[2]) === null || _e === void 0 ? void 0 : _e.ratio) !== null && _f !== void 0 ? _f : 0) / ((_h = (_g = results[4]) === null || _g === void 0 ? void 0 : _g.ratio) !== null && _h !== void 0 ? _h : 1), 4);
};
for (var _i = 0, _j = [1, 10, 256]; _i < _j.length; _i++) {
    var size = _j[_i];
    _loop_1(size);
}
