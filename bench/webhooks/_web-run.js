"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
// Bundled by web.ts and run in each runtime: the package on WebCrypto, against bare subtle.verify.
var webhooks_1 = require("@workos-kit/webhooks");
var _interleave_ts_1 = require("../_interleave.ts");
var _deliveries_ts_1 = require("./_deliveries.ts");
var algorithm = { name: "HMAC", hash: "SHA-256" };
var key = await crypto.subtle.importKey("raw", new TextEncoder().encode(_deliveries_ts_1.secret), algorithm, false, ["verify"]);
var webhooks = (0, webhooks_1.createWebhooks)({ secret: _deliveries_ts_1.secret, tolerance: Number.POSITIVE_INFINITY });
var _loop_1 = function (size) {
    var _b = (0, _deliveries_ts_1.delivery)(size), payload = _b.payload, text = _b.text, timestamp = _b.timestamp, signature = _b.signature, sigHeader = _b.sigHeader;
    var expected = Buffer.from(signature, "hex");
    var results = await (0, _interleave_ts_1.interleave)({
        "bare subtle.verify of bytes, cached key": function () {
            return crypto.subtle.verify("HMAC", key, expected, Buffer.concat([Buffer.from("".concat(timestamp, ".")), payload]));
        },
        "bare subtle.verify of text, cached key": function () {
            return crypto.subtle.verify("HMAC", key, expected, new TextEncoder().encode("".concat(timestamp, ".").concat(text)));
        },
        "createWebhooks().verifyHeader of bytes": function () { return webhooks.verifyHeader({ payload: payload, sigHeader: sigHeader }); },
        "createWebhooks().verifyHeader of text": function () { return webhooks.verifyHeader({ payload: text, sigHeader: sigHeader }); },
    });
    (0, _interleave_ts_1.print)("".concat(process.argv[2], ": verify ").concat(size, " KB on WebCrypto"), results);
    var _c = results.map(function (_a) {
        var ratio = _a.ratio;
        return ratio;
    }), bareText = _c[1], bytes = _c[2], ours = _c[3];
    (0, _interleave_ts_1.goal)("bytes, times bare subtle.verify", bytes !== null && bytes !== void 0 ? bytes : 0, 0.9);
    (0, _interleave_ts_1.goal)("text, times bare subtle.verify", (ours !== null && ours !== void 0 ? ours : 0) / (bareText !== null && bareText !== void 0 ? bareText : 1), 0.9);
};
for (var _i = 0, _a = [1, 10, 256]; _i < _a.length; _i++) {
    var size = _a[_i];
    _loop_1(size);
}
