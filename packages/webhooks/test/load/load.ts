import { startRedis } from "@workos-kit/test-services";
import { runLoad } from "./run-load.ts";

// pnpm load [size]: the full load on a Redis store, with workers killed all the time.
const size = Number(process.argv[2] ?? 100_000);
await using redis = await startRedis();
const report = await runLoad({ kind: "redis", url: redis.url, size, workers: 3, kills: 20, concurrency: 64 });
console.log(report);
const [middle, end] = report.memoryMiB;
const isFlat = end <= middle * 1.25;
if (report.lost + report.runAfterDone + report.forgedAccepted > 0 || !isFlat) {
  console.error("The load test failed: an event was lost, repeated or forged, or memory grew.");
  process.exitCode = 1;
}
