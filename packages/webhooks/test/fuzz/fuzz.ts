import { runFuzz } from "./run-fuzz.ts";

// pnpm fuzz [inputs] [seed]
const [inputs = "1000000", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const report = runFuzz(Number(inputs), Number(seed));
console.log({ seed: Number(seed), ...report, strayErrors: report.strayErrors.slice(0, 10) });
if (report.falseAccepts > 0 || report.strayErrors.length > 0) {
  console.error(`The fuzzer found something: run it again with ${inputs} ${seed}.`);
  process.exitCode = 1;
}
