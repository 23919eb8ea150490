// Handles the events at its own pace: `pnpm worker`. Needs REDIS_URL.
// #region docs
import type { WorkOSEvent } from "@workos-kit/webhooks";
import { isEvent } from "@workos-kit/webhooks";
import { Worker } from "bullmq";
import { handleUser } from "./handle-user.ts";
import { connect, queueName } from "./queue.ts";

const { REDIS_URL = "redis://127.0.0.1:6379", LOCK_MS = "30000" } = process.env;

// A job whose worker was killed loses its lock and is given to another worker: at least once, so the work itself must
// bear a repetition (an upsert does).
const lockDuration = Number(LOCK_MS);
const worker = new Worker<WorkOSEvent>(
  queueName,
  async ({ data: event }) => {
    if (isEvent(event, "user.created", "user.updated")) await handleUser(event.data, event.id);
  },
  { connection: connect(REDIS_URL), concurrency: 8, lockDuration, stalledInterval: lockDuration, maxStalledCount: 100 },
);
// Takes no more jobs, finishes those it has, and ends.
process.once("SIGTERM", () => worker.close().then(() => process.exit()));
// #endregion
worker.on("error", (error) => console.error(`Redis: ${error.message}`));
worker.on("ready", () => process.send?.({ ready: true }));
console.log("Working on events.");
