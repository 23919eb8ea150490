import type { WorkOSEvent } from "@workos-kit/webhooks";
import { Queue } from "bullmq";
import { Redis } from "ioredis";

/** The name that receiver and worker agree on. */
export const queueName = "workos-events";

/** A connection as workers want it. Redis should keep an append-only file, or a crash of Redis itself loses jobs. */
export function connect(url: string): Redis {
  return new Redis(url, { maxRetriesPerRequest: null });
}

/** The queue of events. Fails at once while Redis is away: WorkOS delivers again, and nothing piles up here. */
export function openQueue(url: string): Queue<WorkOSEvent> {
  const connection = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
  const queue = new Queue<WorkOSEvent>(queueName, { connection });
  queue.on("error", (error) => console.error(`Redis: ${error.message}`));
  return queue;
}
