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
// Compiles one consumer in this fresh process, or edits it the way an editor does, and prints what that took.
// Usage: _compile.ts check|edit FILE CURSOR. CURSOR is the text behind which completions are asked for.
var node_fs_1 = require("node:fs");
var typescript_1 = require("typescript");
var _a = process.argv.slice(2), mode = _a[0], _b = _a[1], file = _b === void 0 ? "" : _b, _c = _a[2], cursor = _c === void 0 ? "" : _c;
var options = {
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    module: typescript_1.default.ModuleKind.NodeNext,
    target: typescript_1.default.ScriptTarget.ES2022,
    types: ["node"],
};
/** Processor time of a piece of work, in milliseconds. */
function time(work) {
    var before = process.cpuUsage();
    var result = work();
    var _a = process.cpuUsage(before), user = _a.user, system = _a.system;
    return { result: result, ms: (user + system) / 1000 };
}
function check() {
    var _a;
    var program = typescript_1.default.createProgram([file], options);
    // What every program pays is not counted: reading files, and the platform's own types.
    program.getTypeChecker();
    var _b = time(function () { return program.getSemanticDiagnostics(program.getSourceFile(file)); }), errors = _b.result, ms = _b.ms;
    if (errors.length > 0)
        throw new Error(typescript_1.default.flattenDiagnosticMessageText((_a = errors[0]) === null || _a === void 0 ? void 0 : _a.messageText, "\n"));
    return { instantiations: program.getInstantiationCount(), types: program.getTypeCount(), checkMs: ms };
}
function edit() {
    var _a, _b;
    var text = (0, node_fs_1.readFileSync)(file, "utf8");
    var host = __assign({ getScriptFileNames: function () { return [file]; }, getScriptVersion: function () { return "1"; }, getScriptSnapshot: function (name) { var _a; return typescript_1.default.sys.fileExists(name) ? typescript_1.default.ScriptSnapshot.fromString((_a = typescript_1.default.sys.readFile(name)) !== null && _a !== void 0 ? _a : "") : undefined; }, getCurrentDirectory: function () { return process.cwd(); }, getCompilationSettings: function () { return options; }, getDefaultLibFileName: typescript_1.default.getDefaultLibFilePath, fileExists: typescript_1.default.sys.fileExists, readFile: typescript_1.default.sys.readFile, readDirectory: typescript_1.default.sys.readDirectory, directoryExists: typescript_1.default.sys.directoryExists, getDirectories: typescript_1.default.sys.getDirectories }, (typescript_1.default.sys.realpath === undefined ? {} : { realpath: typescript_1.default.sys.realpath }));
    var service = typescript_1.default.createLanguageService(host);
    var opening = time(function () { return service.getProgram(); });
    var first = time(function () { return service.getSemanticDiagnostics(file); });
    var position = text.indexOf(cursor) + cursor.length;
    var completion = time(function () { return service.getCompletionsAtPosition(file, position, {}); });
    return {
        firstDiagnosticsMs: first.ms,
        untilDiagnosticsMs: opening.ms + first.ms,
        completionMs: completion.ms,
        entries: (_b = (_a = completion.result) === null || _a === void 0 ? void 0 : _a.entries.length) !== null && _b !== void 0 ? _b : 0,
    };
}
console.log(JSON.stringify(mode === "edit" ? edit() : check()));
