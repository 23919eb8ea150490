// What a user's code costs in the editor, with each of the two TypeScripts in use: fresh processes taking turns, medians. Of
// TypeScript 5.9 it is processor time; TypeScript 7 works on several cores, and there it is what one waits.
import { compile } from "./_compile-in-process.ts";
import { apps, consumers, nothing, peer } from "./_consumers.ts";
import { type Figure, measure, rowsOf } from "./_figures.ts";
import { askServer, makeProjects } from "./_language-server.ts";
import { printTable } from "./_table.ts";

const projects = makeProjects();
const server = await measure(consumers, 31, (_, name) => askServer(projects.root, name)).finally(projects.remove);
const service = await measure(consumers, 9, (consumer) => compile("edit", consumer));

// What a user waits for: the file is opened, and its first diagnostics appear.
print("TypeScript 7, from opening to first diagnostics", server, "untilDiagnosticsMs", 1);
print("TypeScript 7, completion", server, "completionMs", 1);
print("TypeScript 5.9, from opening to first diagnostics", service, "untilDiagnosticsMs", 1);
const floor = service.of(nothing, "untilDiagnosticsMs");
print("the same, less what a file without imports takes", service, "untilDiagnosticsMs", 1, floor);
print("the last part of it, checking the file", service, "firstDiagnosticsMs", 1);
print("TypeScript 5.9, completion", service, "completionMs", 1);

const offered = service.names.filter((name) => name !== nothing);
console.log(`Entries offered: ${offered.map((name) => `${name} ${service.of(name, "entries")}`).join(", ")}.`);

// In ten lines, what a compiler makes once weighs more than in an app.
const app = await measure(apps, 9, (consumer) => compile("edit", consumer));
print("TypeScript 5.9, a whole app, from opening to first diagnostics", app, "untilDiagnosticsMs", 1);
print("the last part of it, checking the file", app, "firstDiagnosticsMs", 1);
print("TypeScript 5.9, a whole app, completion", app, "completionMs", 1);

function print(title: string, figure: Figure, key: string, mostRatio: number, floor?: number): void {
  const goal = { mostRatio, ...(floor === undefined ? {} : { floor }) };
  printTable(`Editor: ${title} (peer: ${peer})`, "ms", rowsOf(figure, key, goal));
}
