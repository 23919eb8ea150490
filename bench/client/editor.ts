// What ten lines of a user's code cost in the editor, with each of the two TypeScripts in use: fresh processes taking turns,
// medians. Of TypeScript 5.9 it is processor time; TypeScript 7 works on several cores, and there it is what one waits.
import { compile } from "./_compile-in-process.ts";
import { consumers, nothing, peer } from "./_consumers.ts";
import { type Figure, measure, rowsOf } from "./_figures.ts";
import { askServer, makeProjects } from "./_language-server.ts";
import { printTable } from "./_table.ts";

const projects = makeProjects();
const server = await measure(31, (name) => askServer(projects.root, name)).finally(projects.remove);
const service = await measure(9, (name) => compile("edit", name));

// What a user waits for: the file is opened, and its first diagnostics appear.
print("TypeScript 7, from opening to first diagnostics", server, "untilDiagnosticsMs", 1);
print("TypeScript 7, completion", server, "completionMs", 1);
print("TypeScript 5.9, from opening to first diagnostics", service, "untilDiagnosticsMs", 1);
const floor = service(nothing, "untilDiagnosticsMs");
print("the same, less what a file without imports takes", service, "untilDiagnosticsMs", 1, floor);
print("the last part of it, checking the file", service, "firstDiagnosticsMs", 1);
print("TypeScript 5.9, completion", service, "completionMs", 1);

const offered = Object.keys(consumers).filter((name) => name !== nothing);
console.log(`Entries offered: ${offered.map((name) => `${name} ${service(name, "entries")}`).join(", ")}.`);

function print(title: string, figure: Figure, key: string, mostRatio?: number, floor?: number): void {
  const goal = { ...(mostRatio === undefined ? {} : { mostRatio }), ...(floor === undefined ? {} : { floor }) };
  printTable(`Editor: ${title} (peer: ${peer})`, "ms", rowsOf(figure, key, goal));
}
