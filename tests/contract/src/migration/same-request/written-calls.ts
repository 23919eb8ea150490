import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { Replacement } from "../row.ts";
import type { Call } from "./calls.ts";

export interface WrittenCall {
  readonly name: string;
  readonly row: Replacement;
  readonly call: Call;
}

const file = fileURLToPath(new URL("written.ts", import.meta.url));
const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

/** What the compiler says to calls as somebody who moves would write them: for each refused one its name and why. */
export function refusedBy(calls: readonly WrittenCall[]): string[] {
  const doors = [...new Set(calls.map(({ row }) => row.door))];
  const head = [
    'import type { Client } from "@workos-kit/client";',
    ...doors.map((door, index) => `import * as door${index} from "${door}";`),
    "declare const workos: Client;",
  ];
  const lines = calls.map(({ row, call }) => {
    const args = call.ours.map((each) => `, ${JSON.stringify(each)}`).join("");
    return `door${doors.indexOf(row.door)}.${row.name}(workos${args});`;
  });
  return diagnose([...head, ...lines].join("\n")).map(({ line, message }) => {
    const refused = calls[line - head.length];
    return `${refused?.name ?? "imports"}: ${message}`;
  });
}

/** What the compiler says to a file of this folder. */
export function diagnose(source: string): { line: number; message: string }[] {
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program, program.getSourceFile(file)).map((each) => ({
    line: each.file?.getLineAndCharacterOfPosition(each.start ?? 0).line ?? 0,
    message: ts.flattenDiagnosticMessageText(each.messageText, " "),
  }));
}
