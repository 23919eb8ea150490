import { fuzz } from "../test/load/fuzz.ts";
import { soak } from "../test/load/soak.ts";

// Usage: node --expose-gc scripts/load.ts soak|fuzz [requests]
const [kind = "soak", count] = process.argv.slice(2);
const result =
  kind === "fuzz" ? await fuzz(Number(count ?? 100_000), Date.now() % 1000) : await soak(Number(count ?? 200_000));
console.log(
  JSON.stringify(
    result,
    (key, value) => (Array.isArray(value) && key !== "heapMegabytes" ? value.slice(0, 10) : value),
    2,
  ),
);
const failures = "failures" in result ? result.failures : result.unaskedFailures;
process.exitCode = failures.length + result.breaches.length > 0 ? 1 : 0;
