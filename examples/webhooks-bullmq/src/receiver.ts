// Takes deliveries and hands them over: `pnpm receiver`. Needs REDIS_URL and WORKOS_WEBHOOK_SECRET; PORT is optional.
// #region docs
import { createServer } from "node:http";
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { toNodeHandler } from "@workos-kit/webhooks/node";
import { openQueue } from "./queue.ts";

const { REDIS_URL = "redis://127.0.0.1:6379", WORKOS_WEBHOOK_SECRET: secret = "", PORT = "3000" } = process.env;
const queue = openQueue(REDIS_URL);
// Takes deliveries once Redis is there: a queue whose first connection is lost on the way would refuse for ever.
await queue.waitUntilReady();

// No deduplication store here: the queue takes each job id once, and keeps it longer than WorkOS repeats a delivery.
const fourDaysInSeconds = 345_600;
const hooks = createWebhookHandler({ secret, dedupe: false, deadlineMs: 5000 }).onAny(async (event) => {
  // 200 is answered only after Redis has the job; before that, WorkOS delivers the event again.
  await queue.add(event.event, event, {
    jobId: event.id,
    attempts: 10,
    backoff: { type: "exponential", delay: 1000 },
    removeOnComplete: { age: fourDaysInSeconds },
  });
});

const server = createServer(toNodeHandler(hooks));
// Takes no more deliveries, answers those that are there, and ends.
process.once("SIGTERM", () => server.close(() => process.exit()));
// #endregion
server.listen(Number(PORT), "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  console.log(`Receiving webhooks on http://127.0.0.1:${port}/`);
  process.send?.({ port });
});
