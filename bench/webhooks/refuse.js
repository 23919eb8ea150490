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
Object.defineProperty(exports, "__esModule", { value: true });
// What a flood of worthless deliveries costs: they are refused by their header, without hashing the body.
var node_crypto_1 = require("node:crypto");
var webhooks_1 = require("@workos-kit/webhooks");
var sync_1 = require("@workos-kit/webhooks/sync");
var _interleave_ts_1 = require("../_interleave.ts");
var _deliveries_ts_1 = require("./_deliveries.ts");
var mostMicros = 2;
var _a = (0, _deliveries_ts_1.delivery)(1), payload = _a.payload, timestamp = _a.timestamp, sigHeader = _a.sigHeader, signature = _a.signature;
var worthless = {
    "no header": "",
    "malformed header of 1 MB": ",".repeat(1000000),
    "no signature": "t=".concat(timestamp),
    stale: "t=".concat(timestamp - 200000, ", v1=").concat(signature),
    "signature of half the length": "t=".concat(timestamp, ", v1=").concat(signature.slice(32)),
};
var now = function () { return timestamp; };
var sync = (0, sync_1.createWebhooksSync)({ secret: _deliveries_ts_1.secret, now: now });
var later = (0, webhooks_1.createWebhooks)({ secret: _deliveries_ts_1.secret, now: now });
var refusedSync = function (header) { return function () {
    try {
        sync.verifyHeader({ payload: payload, sigHeader: header });
    }
    catch (error) {
        return error;
    }
    throw new Error("A worthless delivery was accepted.");
}; };
var refused = function (header) { return function () {
    return later.verifyHeader({ payload: payload, sigHeader: header }).then(function () {
        throw new Error("A worthless delivery was accepted.");
    }, function (error) { return error; });
}; };
var _loop_1 = function (title, refuse) {
    var subjects = Object.entries(worthless).map(function (_a) {
        var name = _a[0], header = _a[1];
        return [name, refuse(header)];
    });
    var results = await (0, _interleave_ts_1.interleave)(__assign({ "one HMAC of 1 KB": function () { return (0, node_crypto_1.createHmac)("sha256", _deliveries_ts_1.secret).update("".concat(timestamp, ".")).update(payload).digest("hex"); }, "genuine, 1 KB": function () { return sync.verifyHeader({ payload: payload, sigHeader: sigHeader }); } }, Object.fromEntries(subjects)));
    (0, _interleave_ts_1.print)("Refuse ".concat(title), results);
    for (var _d = 0, _e = results.slice(2); _d < _e.length; _d++) {
        var _f = _e[_d], name_1 = _f.name, cpuMicros = _f.cpuMicros;
        console.log("  ".concat(cpuMicros < mostMicros ? "✓" : "✗", " ").concat(name_1, ": ").concat(cpuMicros.toFixed(2), " \u00B5s (goal ").concat(mostMicros, ")"));
    }
};
for (var _i = 0, _b = Object.entries({ "at once": refusedSync, "by a promise": refused }); _i < _b.length; _i++) {
    var _c = _b[_i], title = _c[0], refuse = _c[1];
    _loop_1(title, refuse);
}
