import { fuzz } from "../test/load/fuzz.ts";
import { kills } from "../test/load/kills.ts";
import { soak } from "../test/load/soak.ts";

// Usage: node --expose-gc scripts/load.ts soak|fuzz [requests]; node scripts/load.ts kills [times]
const [kind = "soak", count] = process.argv.slice(2);
const result =
  kind === "kills"
    ? await kills(Number(count ?? 100), 50, `kills ${Date.now()}`)
    : kind === "fuzz"
      ? await fuzz(Number(count ?? 100_000), Date.now() % 1000)
      : await soak(Number(count ?? 200_000));
console.log(
  JSON.stringify(
    result,
    (key, value) => (Array.isArray(value) && key !== "heapMegabytes" ? value.slice(0, 10) : value),
    2,
  ),
);
const failures = "failures" in result ? result.failures : result.unaskedFailures;
const breaches = "breaches" in result ? result.breaches : [];
process.exitCode = failures.length + breaches.length > 0 ? 1 : 0;
