// What ten lines of a user's code cost the compiler and the editor: instantiations and types are exact, times are processor
// time in fresh processes, interleaved, medians.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "../_interleave.ts";
import { printTable } from "./_table.ts";

type Figures = Readonly<Record<string, number>>;

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
// With the text behind which a user would ask what may follow: the fields of an input, or the paths.
const consumers = {
  "by function": ["by-function.ts", "createOrganization(workos, { "],
  "by path": ["by-path.ts", 'workos.GET("'],
  "openapi-fetch": ["openapi-fetch.ts", 'workos.GET("'],
  "@workos-inc/node": ["vendor.ts", "createOrganization({ "],
} as const;
type Name = keyof typeof consumers;
const names = Object.keys(consumers) as Name[];

const samples = new Map(names.map((name) => [name, [] as Figures[]]));
for (let round = 0; round < 5; round++) {
  for (const name of names) {
    const [file, cursor] = consumers[name];
    const run = (mode: string): Figures =>
      JSON.parse(
        execFileSync(process.execPath, [path("_compile.ts"), mode, path(`consumers/${file}`), cursor], {
          encoding: "utf8",
        }),
      );
    samples.get(name)?.push({ ...run("check"), ...run("edit") });
  }
}

const figure = (name: Name, key: string) => median((samples.get(name) ?? []).map((each) => each[key] ?? Number.NaN));
const rows = (key: string, most: Partial<Record<Name, number>>, mostRatio?: number) => {
  const peer = figure("@workos-inc/node", key);
  return names
    .filter((what) => what !== "@workos-inc/node")
    .map((what) => ({
      what,
      ours: figure(what, key),
      peer,
      ...(most[what] === undefined ? {} : { most: most[what] }),
      ...(what === "openapi-fetch" || mostRatio === undefined ? {} : { mostRatio }),
    }));
};
const peer = "(peer: @workos-inc/node)";
printTable(`Instantiations ${peer}`, "", rows("instantiations", { "by function": 100, "by path": 500 }));
printTable(`Types ${peer}`, "", rows("types", {}));
printTable(`Check ${peer}`, "ms", rows("checkMs", {}));
printTable(`Editor: first diagnostics ${peer}`, "ms", rows("firstDiagnosticsMs", {}, 1));
printTable(`Editor: opening and first diagnostics ${peer}`, "ms", rows("untilDiagnosticsMs", {}));
printTable(`Editor: completion ${peer}`, "ms", rows("completionMs", {}, 1));
const entries = names.map((name) => `${name} ${figure(name, "entries")}`).join(", ");
console.log(`Entries offered: ${entries}.`);
