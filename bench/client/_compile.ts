// Compiles one consumer in this fresh process, or edits it the way an editor does, and prints what that took.
// Usage: _compile.ts check|edit CURSOR FILE…. CURSOR is the text in the first file behind which completions are asked for.
import { readFileSync } from "node:fs";
import ts from "typescript";

const [mode, cursor = "", ...files] = process.argv.slice(2);
const [first = ""] = files;
const options: ts.CompilerOptions = {
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  types: ["node"],
};

/** Processor time of a piece of work, in milliseconds. */
function time<Result>(work: () => Result): { result: Result; ms: number } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
}

function check(): object {
  const program = ts.createProgram(files, options);
  // What every program pays is not counted: reading files, and the platform's own types.
  program.getTypeChecker();
  const { result: errors, ms } = time(() =>
    files.flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file))),
  );
  if (errors.length > 0) throw new Error(ts.flattenDiagnosticMessageText(errors[0]?.messageText, "\n"));
  return { instantiations: program.getInstantiationCount(), types: program.getTypeCount(), checkMs: ms };
}

function edit(): object {
  const text = readFileSync(first, "utf8");
  const host: ts.LanguageServiceHost = {
    getScriptFileNames: () => files,
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) =>
      ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(name) ?? "") : undefined,
    getCurrentDirectory: () => process.cwd(),
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    ...(ts.sys.realpath === undefined ? {} : { realpath: ts.sys.realpath }),
  };
  const service = ts.createLanguageService(host);
  const opening = time(() => service.getProgram());
  const diagnosing = time(() => files.flatMap((file) => service.getSemanticDiagnostics(file)));
  const position = text.indexOf(cursor) + cursor.length;
  const completion = time(() => service.getCompletionsAtPosition(first, position, {}));
  return {
    firstDiagnosticsMs: diagnosing.ms,
    untilDiagnosticsMs: opening.ms + diagnosing.ms,
    completionMs: completion.ms,
    entries: completion.result?.entries.length ?? 0,
  };
}

console.log(JSON.stringify(mode === "edit" ? edit() : check()));
