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
exports.measureInProcess = measureInProcess;
var testing_1 = require("@workos-kit/testing");
var msw_1 = require("@workos-kit/testing/msw");
var msw_2 = require("msw");
var _interleave_ts_1 = require("../_interleave.ts");
var _report_ts_1 = require("./_report.ts");
var headers = { authorization: "Bearer sk_test_default", "content-type": "application/json" };
var base = "https://api.workos.com";
/** What a mock and a request cost where there is no port. */
function measureInProcess() {
    return __awaiter(this, void 0, void 0, function () {
        var _a, _b, mock, id, get, post, _c, _d, _e, _f;
        return __generator(this, function (_g) {
            switch (_g.label) {
                case 0:
                    console.log("\nIn process");
                    _a = _report_ts_1.note;
                    _b = ["createMock"];
                    return [4 /*yield*/, (0, _report_ts_1.cost)(5, 20, function () { return (0, testing_1.createMock)(); })];
                case 1:
                    _a.apply(void 0, _b.concat([(_g.sent()) / 1000, "ms", { most: 5 }]));
                    mock = (0, testing_1.createMock)();
                    id = mock.dashboard.organizations.create({ name: "Acme" }).id;
                    get = function () { return mock.fetch("".concat(base, "/organizations/").concat(id), { headers: headers }); };
                    post = function (index) {
                        return mock.fetch("".concat(base, "/organizations"), {
                            method: "POST",
                            headers: headers,
                            body: JSON.stringify({ name: "Organization ".concat(index) }),
                        });
                    };
                    _c = _report_ts_1.note;
                    _d = ["mock.fetch, get by id"];
                    return [4 /*yield*/, (0, _report_ts_1.cost)(5, 4000, get)];
                case 2:
                    _c.apply(void 0, _d.concat([_g.sent(), "µs", { most: 100 }]));
                    _e = _report_ts_1.note;
                    _f = ["mock.fetch, create, with validation"];
                    return [4 /*yield*/, (0, _report_ts_1.cost)(5, 2000, post)];
                case 3:
                    _e.apply(void 0, _f.concat([_g.sent(), "µs", { most: 100 }]));
                    (0, _report_ts_1.note)("reset after 1,000 rows", resetCost(), "ms", { most: 1 });
                    return [4 /*yield*/, measureMsw()];
                case 4:
                    _g.sent();
                    return [2 /*return*/];
            }
        });
    });
}
function measureMsw() {
    return __awaiter(this, void 0, void 0, function () {
        var one, all, single, bound, through, measured, _i, measured_1, _a, name_1, cpuMicros;
        var _b, _c;
        return __generator(this, function (_d) {
            switch (_d.label) {
                case 0:
                    one = [msw_2.http.all("".concat(base, "/*"), function () { return msw_2.HttpResponse.json({ id: "org_1", name: "Acme" }); })];
                    all = (0, msw_1.workosHandlers)((0, testing_1.createMock)({ data: { organizations: [{ id: "org_1", name: "Acme" }] } }));
                    single = (0, testing_1.createMock)();
                    bound = [msw_2.http.all("".concat(base, "/organizations/*"), function (_a) {
                            var request = _a.request;
                            return single.fetch(request);
                        })];
                    single.dashboard.organizations.create({ id: "org_1", name: "Acme" });
                    through = function (handlers) { return function () {
                        return (0, msw_2.getResponse)(handlers, new Request("".concat(base, "/organizations/org_1"), { headers: headers }));
                    }; };
                    return [4 /*yield*/, (0, _interleave_ts_1.interleave)({
                            "MSW, one operation of the mock": through(bound),
                            "MSW, every operation": through(all),
                            "MSW, one bare handler with a fixed answer": through(one),
                        })];
                case 1:
                    measured = _d.sent();
                    for (_i = 0, measured_1 = measured; _i < measured_1.length; _i++) {
                        _a = measured_1[_i], name_1 = _a.name, cpuMicros = _a.cpuMicros;
                        (0, _report_ts_1.note)(name_1, cpuMicros, "µs");
                    }
                    (0, _report_ts_1.note)("  every operation against one", 1 / ((_c = (_b = measured[1]) === null || _b === void 0 ? void 0 : _b.ratio) !== null && _c !== void 0 ? _c : 1), "×", { most: 1.05 });
                    return [2 /*return*/];
            }
        });
    });
}
function resetCost() {
    var mock = (0, testing_1.createMock)();
    var samples = Array.from({ length: 5 }, function () {
        for (var index = 0; index < 1000; index++)
            mock.dashboard.organizations.create({ name: "Acme" });
        var started = performance.now();
        mock.reset();
        return performance.now() - started;
    });
    return (0, _interleave_ts_1.median)(samples);
}
