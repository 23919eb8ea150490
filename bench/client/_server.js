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
exports.startServer = startServer;
var node_child_process_1 = require("node:child_process");
var node_events_1 = require("node:events");
var node_http_1 = require("node:http");
var node_url_1 = require("node:url");
/** Answers every request with the same list of ten organizations, 5 KB, from a process of its own: its work is not counted. */
function startServer() {
    return __awaiter(this, void 0, void 0, function () {
        var child, port;
        return __generator(this, function (_a) {
            switch (_a.label) {
                case 0:
                    child = (0, node_child_process_1.fork)((0, node_url_1.fileURLToPath)(import.meta.url), { execArgv: [] });
                    return [4 /*yield*/, (0, node_events_1.once)(child, "message")];
                case 1:
                    port = (_a.sent())[0];
                    return [2 /*return*/, { port: Number(port), stop: function () { return child.kill(); } }];
            }
        });
    });
}
function listOfTen() {
    var _a;
    var data = Array.from({ length: 10 }, function (_, index) { return ({
        object: "organization",
        id: "org_01EHWNCE74X7JSDV0X3SZ3KJN".concat(index),
        name: "Organization number ".concat(index),
        external_id: "external_".concat(index),
        allow_profiles_outside_organization: false,
        domains: [0, 1].map(function (each) { return ({
            object: "organization_domain",
            id: "org_domain_01EHZNVPK2QXHMVWCEDQEKY6".concat(each).concat(index),
            domain: "domain-".concat(each, "-of-").concat(index, ".test"),
            state: "verified",
        }); }),
        metadata: { tier: "diamond", region: "eu" },
        created_at: "2026-01-01T00:00:00.000Z",
        updated_at: "2026-01-01T00:00:00.000Z",
    }); });
    return JSON.stringify({ object: "list", data: data, list_metadata: { before: null, after: (_a = data.at(-1)) === null || _a === void 0 ? void 0 : _a.id } });
}
if (process.send !== undefined) {
    var body_1 = listOfTen();
    var headers_1 = {
        "content-type": "application/json; charset=utf-8",
        "content-length": Buffer.byteLength(body_1),
        "x-request-id": "req_01",
    };
    var server_1 = (0, node_http_1.createServer)({ keepAliveTimeout: 60000 }, function (request, response) {
        request.resume();
        response.writeHead(200, headers_1).end(body_1);
    });
    server_1.listen(0, "127.0.0.1", function () { var _a; return (_a = process.send) === null || _a === void 0 ? void 0 : _a.call(process, server_1.address().port); });
    process.on("disconnect", function () { return process.exit(); });
}
