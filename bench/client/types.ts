// What ten lines of a user's code cost the compiler and the editor: instantiations and types are exact, times are processor
// time in fresh processes, interleaved, medians.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "../_interleave.ts";
import { printTable } from "./_table.ts";

type Figures = Readonly<Record<string, number>>;

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const ours = "../../packages/client/test/consumers";
// With the text behind which a user would ask what may follow: the fields of an input, or the paths.
const consumers = {
  "by function": [`${ours}/by-function.ts`, "createOrganization(workos, { "],
  "by path": [`${ours}/by-path.ts`, 'workos.GET("'],
  "openapi-fetch": ["consumers/openapi-fetch.ts", 'workos.GET("'],
  "@workos-inc/node": ["consumers/vendor.ts", "createOrganization({ "],
  // What the platform's own types cost a file that imports nothing.
  nothing: ["consumers/nothing.ts", "return ["],
} as const;
type Name = keyof typeof consumers;
const names = Object.keys(consumers) as Name[];

const samples = new Map(names.map((name) => [name, [] as Figures[]]));
for (let round = 0; round < 9; round++) {
  for (const name of names) {
    const [file, cursor] = consumers[name];
    const run = (mode: string): Figures =>
      JSON.parse(
        execFileSync(process.execPath, [path("_compile.ts"), mode, path(file), cursor], {
          encoding: "utf8",
        }),
      );
    samples.get(name)?.push({ ...run("check"), ...run("edit") });
  }
}

const figure = (name: Name, key: string) => median((samples.get(name) ?? []).map((each) => each[key] ?? Number.NaN));
/** Rows against the peer; `floor` is taken off both. */
const rows = (key: string, most: Partial<Record<Name, number>>, mostRatio?: number, floor = 0) => {
  const peer = figure("@workos-inc/node", key) - floor;
  return names
    .filter((what) => what !== "@workos-inc/node" && what !== "nothing")
    .map((what) => ({
      what,
      ours: figure(what, key) - floor,
      peer,
      ...(most[what] === undefined ? {} : { most: most[what] }),
      ...(what === "openapi-fetch" || mostRatio === undefined ? {} : { mostRatio }),
    }));
};
const peer = "(peer: @workos-inc/node)";
printTable(`Instantiations ${peer}`, "", rows("instantiations", { "by function": 100, "by path": 500 }));
printTable(`Types ${peer}`, "", rows("types", {}));
printTable(`Check ${peer}`, "ms", rows("checkMs", {}));
// What a user waits for: the file is opened, and its first diagnostics appear.
const floor = figure("nothing", "untilDiagnosticsMs");
printTable(`Editor: from opening to first diagnostics ${peer}`, "ms", rows("untilDiagnosticsMs", {}, 1));
printTable("Editor: the same, less what a file without imports takes", "ms", rows("untilDiagnosticsMs", {}, 1, floor));
printTable("Editor: the last part of it, checking the file", "ms", rows("firstDiagnosticsMs", {}, 1));
printTable(`Editor: completion ${peer}`, "ms", rows("completionMs", {}, 1));
const entries = names
  .filter((name) => name !== "nothing")
  .map((name) => `${name} ${figure(name, "entries")}`)
  .join(", ");
console.log(`Entries offered: ${entries}.`);
