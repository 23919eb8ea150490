// #region docs
import { createServer } from "node:http";
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { toNodeHandler } from "@workos-kit/webhooks/node";
import { importUser } from "./import-user.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "", DEADLINE_MS = "5000" } = process.env;
const deadlineMs = Number(DEADLINE_MS);

const hooks = createWebhookHandler({ secret, deadlineMs }).on("user.created", (event) => importUser(event.data));

// What goes on after its answer: past the deadline, or with `acknowledge: "before"`.
const running = new Set<Promise<unknown>>();
const waitUntil = (run: Promise<unknown>): void => {
  running.add(run);
  void run.finally(() => running.delete(run));
};

export const server = createServer(toNodeHandler({ handle: (delivery) => hooks.handle(delivery, { waitUntil }) }));

/** For SIGTERM: takes no more requests, answers those that are there, and lets the handlers finish. */
export async function stop(): Promise<void> {
  await new Promise((resolve) => server.close(resolve));
  await Promise.all(running);
}
// #endregion
