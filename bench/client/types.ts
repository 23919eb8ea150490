// What ten lines of a user's code cost the compiler: instantiations and types are exact, times are processor time in fresh
// processes.
import { compile } from "./_compile-in-process.ts";
import { consumers, peer } from "./_consumers.ts";
import { measure, rowsOf } from "./_figures.ts";
import { printTable } from "./_table.ts";

const figure = await measure(consumers, 9, (consumer) => compile("check", consumer));

const goals = { most: { "by function": 100, "by path": 500 } };
printTable(`Instantiations (peer: ${peer})`, "", rowsOf(figure, "instantiations", goals));
printTable(`Types (peer: ${peer})`, "", rowsOf(figure, "types"));
printTable(`Check (peer: ${peer})`, "ms", rowsOf(figure, "checkMs"));
