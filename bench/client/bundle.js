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
// What a bundler makes of one call: esbuild, minified, gzip. And that what is not imported is not there.
var node_zlib_1 = require("node:zlib");
var esbuild_1 = require("esbuild");
var _table_ts_1 = require("./_table.ts");
var create = 'import { createClient } from "@workos-kit/client"; const workos = createClient({ apiKey: "sk" });';
var createSmall = 'import { createCore } from "@workos-kit/client/core"; const workos = createCore({ apiKey: "sk" });';
var one = 'import { getOrganization } from "@workos-kit/client/operations"; getOrganization(workos, { id: "org_1" });';
var list = 'import { listOrganizations } from "@workos-kit/client/operations"; listOrganizations(workos);';
var all = 'import * as operations from "@workos-kit/client/operations"; console.log(workos, operations);';
var byPath = 'workos.GET("/organizations/{id}", { params: { path: { id: "org_1" } } });';
var vendor = 'import { WorkOS } from "@workos-inc/node"; new WorkOS("sk").organizations.getOrganization("org_1");';
var bare = 'import createClient from "openapi-fetch"; createClient({}).GET("/organizations/{id}", { params: { path: { id: "1" } } });';
function bundle(contents) {
    return __awaiter(this, void 0, void 0, function () {
        var result, bytes;
        var _a, _b;
        return __generator(this, function (_c) {
            switch (_c.label) {
                case 0: return [4 /*yield*/, (0, esbuild_1.build)({
                        stdin: { contents: contents, resolveDir: import.meta.dirname },
                        bundle: true,
                        minify: true,
                        format: "esm",
                        platform: "browser",
                        write: false,
                        logLevel: "error",
                    })];
                case 1:
                    result = _c.sent();
                    bytes = (_b = (_a = result.outputFiles[0]) === null || _a === void 0 ? void 0 : _a.contents) !== null && _b !== void 0 ? _b : new Uint8Array();
                    return [2 /*return*/, { code: new TextDecoder().decode(bytes), kilobytes: (0, node_zlib_1.gzipSync)(bytes, { level: 9 }).length / 1024 }];
            }
        });
    });
}
var peer = (await bundle(vendor)).kilobytes;
var small = await bundle(createSmall + one);
var full = await bundle(create + all);
var kilobytes = function (contents) { return __awaiter(void 0, void 0, void 0, function () { return __generator(this, function (_a) {
    switch (_a.label) {
        case 0: return [4 /*yield*/, bundle(contents)];
        case 1: return [2 /*return*/, (_a.sent()).kilobytes];
    }
}); }); };
(0, _table_ts_1.printTable)("Bundle, compressed (peer: one call of @workos-inc/node)", "KB", [
    { what: "createCore, one operation", ours: small.kilobytes, peer: peer, most: 4 },
    { what: "createCore, one list", ours: await kilobytes(createSmall + list), peer: peer },
    { what: "createClient, one operation", ours: await kilobytes(create + one), peer: peer },
    { what: "createClient, one call by path", ours: await kilobytes(create + byPath), peer: peer },
    { what: "createClient, every operation", ours: full.kilobytes, peer: peer, most: 14 },
    { what: "(bare openapi-fetch, one call)", ours: await kilobytes(bare), peer: peer },
]);
// Each of these stands in an optional entry, so it must be in the bundle of that and not in the bundle of one operation.
var optional = {
    auth: "code_challenge_method",
    session: "Fe26.2",
    tokens: "jwks",
    vault: "AES-GCM",
    events: "range_start",
    "feature-flags": "/sdk/feature-flags",
};
for (var _i = 0, _a = Object.entries(optional); _i < _a.length; _i++) {
    var _b = _a[_i], entry = _b[0], mark = _b[1];
    var code = (await bundle("import * as all from \"@workos-kit/client/".concat(entry, "\"; console.log(all);"))).code;
    if (!code.includes(mark))
        throw new Error("/".concat(entry, " has no ").concat(mark, " any more: look for something else."));
}
var found = Object.entries(optional).filter(function (_a) {
    var mark = _a[1];
    return small.code.includes(mark);
});
console.log("Optional entries in the bundle of one operation: ".concat(found.join(", ") || "none (met)", "."));
