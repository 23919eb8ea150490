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
var _a, _b, _c, _d, _e, _f, _g, _h;
Object.defineProperty(exports, "__esModule", { value: true });
// Verification alone, against raw node:crypto, bare WebCrypto and the vendor's SDK in the same run.
var node_crypto_1 = require("node:crypto");
var promises_1 = require("node:fs/promises");
var node_os_1 = require("node:os");
var node_path_1 = require("node:path");
var node_url_1 = require("node:url");
var webhooks_methods_1 = require("@octokit/webhooks-methods");
var node_1 = require("@workos-inc/node");
var webhooks_1 = require("@workos-kit/webhooks");
var sync_1 = require("@workos-kit/webhooks/sync");
var esbuild_1 = require("esbuild");
var _interleave_ts_1 = require("../_interleave.ts");
var _deliveries_ts_1 = require("./_deliveries.ts");
var tolerance = Infinity;
var vendor = new node_1.WorkOS("sk_test_bench").webhooks;
var vendorTolerance = 1e12;
/** The package as a bundler for other runtimes makes it: on WebCrypto. */
function loadOnWebCrypto() {
    return __awaiter(this, void 0, void 0, function () {
        var folder, outfile, contents, module;
        return __generator(this, function (_a) {
            switch (_a.label) {
                case 0: return [4 /*yield*/, (0, promises_1.mkdtemp)((0, node_path_1.join)((0, node_os_1.tmpdir)(), "bench-"))];
                case 1:
                    folder = _a.sent();
                    outfile = (0, node_path_1.join)(folder, "web.mjs");
                    contents = 'export { createWebhooks } from "@workos-kit/webhooks"';
                    return [4 /*yield*/, (0, esbuild_1.build)({
                            stdin: { contents: contents, resolveDir: import.meta.dirname },
                            bundle: true,
                            format: "esm",
                            outfile: outfile,
                            tsconfigRaw: "{}",
                        })];
                case 2:
                    _a.sent();
                    return [4 /*yield*/, Promise.resolve("".concat((0, node_url_1.pathToFileURL)(outfile).href)).then(function (s) { return require(s); })];
                case 3:
                    module = _a.sent();
                    return [4 /*yield*/, (0, promises_1.rm)(folder, { recursive: true })];
                case 4:
                    _a.sent();
                    return [2 /*return*/, module.createWebhooks];
            }
        });
    });
}
var onWebCrypto = (await loadOnWebCrypto())({ secret: _deliveries_ts_1.secret, tolerance: tolerance });
var bound = (0, webhooks_1.createWebhooks)({ secret: _deliveries_ts_1.secret, tolerance: tolerance });
var boundSync = (0, sync_1.createWebhooksSync)({ secret: _deliveries_ts_1.secret, tolerance: tolerance });
var algorithm = { name: "HMAC", hash: "SHA-256" };
var key = await crypto.subtle.importKey("raw", Buffer.from(_deliveries_ts_1.secret), algorithm, false, ["verify"]);
var least = { 1: 0.6, 10: 0.8, 256: 0.95 };
var _loop_1 = function (size) {
    var _k = (0, _deliveries_ts_1.delivery)(size), payload = _k.payload, text = _k.text, timestamp = _k.timestamp, signature = _k.signature, sigHeader = _k.sigHeader;
    var options = { payload: payload, sigHeader: sigHeader, secret: _deliveries_ts_1.secret, tolerance: tolerance };
    var expected = Buffer.from(signature, "hex");
    var raw = function () {
        return (0, node_crypto_1.timingSafeEqual)((0, node_crypto_1.createHmac)("sha256", _deliveries_ts_1.secret).update("".concat(timestamp, ".")).update(payload).digest(), expected);
    };
    var bare = function () {
        return crypto.subtle.verify("HMAC", key, expected, Buffer.concat([Buffer.from("".concat(timestamp, ".")), payload]));
    };
    // It checks nothing but the signature: no time is in what it signs.
    var unstamped = "sha256=".concat((0, node_crypto_1.createHmac)("sha256", _deliveries_ts_1.secret).update(payload).digest("hex"));
    var results = await (0, _interleave_ts_1.interleave)({
        "raw node:crypto": raw,
        verifyHeaderSync: function () { return (0, sync_1.verifyHeaderSync)(options); },
        "createWebhooksSync().verifyHeader": function () { return boundSync.verifyHeader({ payload: payload, sigHeader: sigHeader }); },
        "verifyHeader (Node)": function () { return (0, webhooks_1.verifyHeader)(options); },
        "createWebhooks().verifyHeader (Node)": function () { return bound.verifyHeader({ payload: payload, sigHeader: sigHeader }); },
        "@octokit/webhooks-methods verify": function () { return (0, webhooks_methods_1.verify)(_deliveries_ts_1.secret, text, unstamped); },
        "@workos-inc/node 11 verifyHeader": function () {
            return vendor.verifyHeader({ payload: payload, sigHeader: sigHeader, secret: _deliveries_ts_1.secret, tolerance: vendorTolerance });
        },
    });
    (0, _interleave_ts_1.print)("Verify ".concat(size, " KB, compared with raw node:crypto"), results);
    var ratio = function (name) { var _a, _b; return (_b = (_a = results.find(function (each) { return each.name === name; })) === null || _a === void 0 ? void 0 : _a.ratio) !== null && _b !== void 0 ? _b : 0; };
    (0, _interleave_ts_1.goal)("verifyHeaderSync, times raw", ratio("verifyHeaderSync"), least[size]);
    var vendorRatio = ratio("@workos-inc/node 11 verifyHeader");
    if (size < 256)
        (0, _interleave_ts_1.goal)("verifyHeader (Node), times the vendor's SDK", ratio("verifyHeader (Node)") / vendorRatio, 4);
    var web = await (0, _interleave_ts_1.interleave)({
        "bare subtle.verify, cached key": bare,
        "createWebhooks().verifyHeader (WebCrypto)": function () { return onWebCrypto.verifyHeader({ payload: payload, sigHeader: sigHeader }); },
        "@workos-inc/node 11 verifyHeader": function () {
            return vendor.verifyHeader({ payload: payload, sigHeader: sigHeader, secret: _deliveries_ts_1.secret, tolerance: vendorTolerance });
        },
        "createWebhooks().verifyHeader (Node)": function () { return bound.verifyHeader({ payload: payload, sigHeader: sigHeader }); },
    });
    (0, _interleave_ts_1.print)("Verify ".concat(size, " KB on WebCrypto, compared with bare subtle.verify"), web);
    (0, _interleave_ts_1.goal)("cached key on Node, times bare subtle.verify", (_b = (_a = web[3]) === null || _a === void 0 ? void 0 : _a.ratio) !== null && _b !== void 0 ? _b : 0, 0.9);
    (0, _interleave_ts_1.goal)("cached key on WebCrypto, times bare subtle.verify", (_d = (_c = web[1]) === null || _c === void 0 ? void 0 : _c.ratio) !== null && _d !== void 0 ? _d : 0, 0.9);
    if (size < 256)
        (0, _interleave_ts_1.goal)("cached key on WebCrypto, times the vendor's SDK", ((_f = (_e = web[1]) === null || _e === void 0 ? void 0 : _e.ratio) !== null && _f !== void 0 ? _f : 0) / ((_h = (_g = web[2]) === null || _g === void 0 ? void 0 : _g.ratio) !== null && _h !== void 0 ? _h : 1), 4);
};
for (var _i = 0, _j = [1, 10, 256]; _i < _j.length; _i++) {
    var size = _j[_i];
    _loop_1(size);
}
