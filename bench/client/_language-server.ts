// TypeScript 7's language server, asked as an editor asks it.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { consumers } from "./_consumers.ts";
import type { Figures } from "./_figures.ts";

interface Diagnostics {
  readonly items: readonly { message: string }[];
}
type Completions = readonly object[] | { items: readonly object[] } | null;

/** Projects of one file each: in the file's own place the server would open this repository's. */
export function makeProjects() {
  const root = mkdtempSync(join(tmpdir(), "workos-kit-editor-"));
  symlinkSync(fileURLToPath(new URL("../node_modules", import.meta.url)), join(root, "node_modules"));
  writeFileSync(join(root, "package.json"), '{"type":"module"}');
  const compilerOptions = {
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    module: "nodenext",
    target: "es2022",
    types: ["node"],
  };
  for (const [name, { files }] of Object.entries(consumers)) {
    const folder = folderOf(root, name);
    mkdirSync(folder);
    cpSync(files[0], join(folder, "index.ts"));
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
  }
  return { root, remove: () => rmSync(root, { recursive: true }) };
}

/** Opens one consumer in a fresh server: how long its diagnostics take, then its completions. */
export async function askServer(root: string, name: string): Promise<Figures> {
  const folder = folderOf(root, name);
  const server = spawn(compiler(), ["--lsp", "-stdio"], { cwd: folder, stdio: ["pipe", "pipe", "ignore"] });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  try {
    connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) => items.map(() => ({})));
    connection.onRequest("client/registerCapability", () => null);
    connection.listen();
    const rootUri = pathToFileURL(folder).href;
    const workspaceFolders = [{ uri: rootUri, name }];
    const capabilities = { textDocument: { diagnostic: {}, completion: {} } };
    await connection.sendRequest("initialize", { processId: process.pid, rootUri, workspaceFolders, capabilities });
    await connection.sendNotification("initialized", {});

    const text = readFileSync(join(folder, "index.ts"), "utf8");
    const textDocument = { uri: pathToFileURL(join(folder, "index.ts")).href };
    const opened = performance.now();
    const document = { ...textDocument, languageId: "typescript", version: 1, text };
    await connection.sendNotification("textDocument/didOpen", { textDocument: document });
    const { items } = await connection.sendRequest<Diagnostics>("textDocument/diagnostic", { textDocument });
    const diagnosed = performance.now();
    if (items.length > 0) throw new Error(`${name} does not compile: ${items[0]?.message}`);

    const position = positionBehind(text, consumers[name]?.cursor ?? "");
    const asked = performance.now();
    const answer = await connection.sendRequest<Completions>("textDocument/completion", { textDocument, position });
    const completionMs = performance.now() - asked;
    const entries = answer && ("items" in answer ? answer.items : answer);
    return { untilDiagnosticsMs: diagnosed - opened, completionMs, entries: entries?.length ?? 0 };
  } finally {
    connection.dispose();
    server.kill();
  }
}

/** The native compiler: its launcher in JavaScript would be measured too. */
function compiler(): string {
  const require = createRequire(import.meta.url);
  const typescript = createRequire(require.resolve("typescript-7/package.json"));
  const platform = `@typescript/typescript-${process.platform}-${process.arch}`;
  return join(typescript.resolve(`${platform}/package.json`), "../lib/tsc");
}

function positionBehind(text: string, cursor: string) {
  const lines = text.slice(0, text.indexOf(cursor) + cursor.length).split("\n");
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

function folderOf(root: string, name: string): string {
  return join(root, name.replaceAll(/\W+/g, "-"));
}
