// What parts of the call shapes cost a compiler: the check of the ten lines (see editor.ts), also against copies of our
// declarations without them. It tells how much there is to win by giving one up, not that nothing else could be won.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "./_compile-in-process.ts";
import { type Consumer, consumers, peer } from "./_consumers.ts";
import { measure, rowsOf } from "./_figures.ts";
import { printTable } from "./_table.ts";

const client = fileURLToPath(new URL("../../packages/client/", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "workos-kit-floor-"));

const bare: Edits = [
  [/interface CallPromise<Data> extends Promise<Data> \{[^}]*\}/, "type CallPromise<Data> = Promise<Data>;"],
  [/interface ListCall<Item> extends [^{]*\{[^}]*\}/, "type ListCall<Item> = Promise<Page<Item>>;"],
];
const untyped: Edits = [[/\.\.\.args: Args<[^>]*>/g, "...args: any[]"]];

const figure = await measure(
  {
    "by function": copy("by function", []),
    "(the same, promises alone: no withResponse, no iteration)": copy("by function", bare),
    "by path": copy("by path", []),
    "(the same, arguments not typed at all)": copy("by path", untyped),
    [peer]: consumers[peer] ?? copy(peer, []),
  },
  9,
  (consumer) => compile("edit", consumer),
).finally(() => rmSync(root, { recursive: true }));

printTable(
  `Without parts of the call shapes: checking ten lines, TypeScript 5.9 (peer: ${peer})`,
  "ms",
  rowsOf(figure, "firstDiagnosticsMs"),
);

type Edits = readonly (readonly [RegExp, string])[];

/** A project of its own with our declarations, edited. */
function copy(name: string, edits: Edits): Consumer {
  const { files: [file = ""] = [], cursor = "" } = consumers[name] ?? {};
  const folder = mkdtempSync(join(root, "project-"));
  const home = join(folder, "node_modules/@workos-kit/client");
  mkdirSync(home, { recursive: true });
  cpSync(join(client, "package.json"), join(home, "package.json"));
  cpSync(join(client, "dist"), join(home, "dist"), { recursive: true });
  for (const [wanted, text] of edits) edit(join(home, "dist"), wanted, text);
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  const own = join(folder, basename(file));
  cpSync(file, own);
  return { files: [own], cursor };
}

/** Edits the one file that has the text; an edit that did nothing would measure nothing. */
function edit(folder: string, wanted: RegExp, text: string): void {
  const names = readdirSync(folder).filter((name) => name.endsWith(".d.cts"));
  const found = names.filter((name) => readFileSync(join(folder, name), "utf8").search(wanted) >= 0);
  if (found.length !== 1) throw new Error(`${wanted} is in ${found.length} declarations: adapt this benchmark.`);
  const path = join(folder, found[0] ?? "");
  writeFileSync(path, readFileSync(path, "utf8").replace(wanted, text));
}
