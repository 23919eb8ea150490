import type { EventName, WorkOSEvent } from "@workos-kit/webhooks";
import { createWebhookHandler } from "@workos-kit/webhooks/handler";

declare module "@workos-kit/webhooks" {
  interface WorkOSEventMap {
    "brand.new": { id: string; event: "brand.new"; created_at: string; data: { isFlagged: boolean } };
  }
}

export const name: EventName = "brand.new";
export const read = (event: WorkOSEvent): boolean => event.event === "brand.new" && event.data.isFlagged;
createWebhookHandler({ secret: "x" }).on("brand.new", (event) => event.data.isFlagged);
// @ts-expect-error a name that nobody added
createWebhookHandler({ secret: "x" }).on("brand.newer", () => {});
// @ts-expect-error one of the two handlers is missing
createWebhookHandler({ secret: "x" }).onAll<"user.created" | "user.deleted">({ "user.created": () => {} });
// @ts-expect-error an unset variable is no secret
createWebhookHandler({ secret: process.env.UNSET });
