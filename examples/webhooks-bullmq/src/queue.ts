import type { WorkOSEvent } from "@workos-kit/webhooks";
import { Queue } from "bullmq";
import { Redis } from "ioredis";

/** The name that receiver and worker agree on. */
export const queueName = "workos-events";

/** A connection as BullMQ wants it. Redis should keep an append-only file, or a crash of Redis itself loses jobs. */
export function connect(url: string): Redis {
  return new Redis(url, { maxRetriesPerRequest: null });
}

/** The queue of events. */
export function openQueue(url: string): Queue<WorkOSEvent> {
  return new Queue<WorkOSEvent>(queueName, { connection: connect(url) });
}
