"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.secret = void 0;
exports.delivery = delivery;
var node_crypto_1 = require("node:crypto");
/** The secret of every delivery. */
exports.secret = "whsec_bench_0123456789abcdef";
/** A signed event of about that many kilobytes, as bytes. */
function delivery(kilobytes) {
    var filler = {};
    var event = {
        id: "event_1",
        event: "user.created",
        data: { email: "ada@example.com", metadata: filler },
        created_at: "2026-11-20T12:00:00.000Z",
    };
    for (var index = 0; JSON.stringify(event).length < kilobytes * 1024; index++)
        filler["key_".concat(index)] = "x".repeat(64);
    var payload = Buffer.from(JSON.stringify(event));
    var timestamp = Date.now();
    var signature = (0, node_crypto_1.createHmac)("sha256", exports.secret).update("".concat(timestamp, ".")).update(payload).digest("hex");
    return { payload: payload, text: payload.toString(), timestamp: timestamp, signature: signature, sigHeader: "t=".concat(timestamp, ", v1=").concat(signature) };
}
