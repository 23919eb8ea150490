import type { WebhookEndpoint } from "../../generated/schemas.ts";
import { refused } from "../../problem.ts";
import { defineTable } from "../../world/definition.ts";

/** A webhook endpoint as stored: exactly its wire form. */
export type WebhookEndpointRow = WebhookEndpoint;

export const webhookEndpoints = defineTable<WebhookEndpointRow>({
  name: "webhook_endpoints",
  label: "Webhook endpoint",
  prefix: "we",
  object: "webhook_endpoint",
  indexes: { event: (row) => row.events },
  unique: { endpoint_url: (row) => row.endpoint_url },
  notFound: (id) => refused(404, "entity_not_found", `Webhook endpoint not found: '${id}'.`),
  clash: () => refused(409, "duplicate_endpoint", "A webhook endpoint with this URL already exists."),
});
