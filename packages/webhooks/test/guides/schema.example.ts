// #region docs
import { createWebhookHandler, withSchema } from "@workos-kit/webhooks/handler";
import { z } from "zod";
import { report } from "./report.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;

// Metadata is text by agreement with nobody but yourself: here seats are a number.
const organization = z.object({ id: z.string(), metadata: z.object({ seats: z.coerce.number().int() }) });

export const hooks = createWebhookHandler({
  secret,
  onError: (error) => report(error instanceof Error ? `${error.message} ${JSON.stringify(error.cause)}` : "refused"),
}).on(
  "organization.created",
  withSchema(organization, (data) => report(`${data.id} has ${data.metadata.seats + 1} seats`)),
);
// #endregion
