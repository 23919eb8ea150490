import { subscribableEvents } from "../../generated/events.ts";
import type { WebhookEndpointCreate, WebhookEndpointUpdate } from "../../generated/schemas.ts";
import { problem, refused } from "../../problem.ts";
import { deliveries } from "../../webhooks/delivery.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { type WebhookEndpointRow, webhookEndpoints } from "./table.ts";

/** What the dashboard makes an endpoint from: the API's body, and a secret of one's own. */
export interface WebhookEndpointInput {
  readonly endpoint_url: string;
  /** @default every event there is */
  readonly events?: readonly string[];
  /** @default a new one */
  readonly secret?: string;
  readonly status?: "enabled" | "disabled";
  readonly id?: string;
}

export const webhookEndpointsResource = defineResource({
  tables: [webhookEndpoints, deliveries],
  behaviours: {
    listWebhookEndpoints: ({ world, query }) => world.list(webhookEndpoints, query),
    createWebhookEndpoint: ({ world, body }) => {
      refuseBadInput(body);
      return createEndpoint(world, body);
    },
    updateWebhookEndpoint: ({ world, path, body }) => {
      world.get(webhookEndpoints, path.id);
      refuseBadInput(body);
      return world.update(webhookEndpoints, path.id, body);
    },
    deleteWebhookEndpoint: ({ world, path }) => {
      world.remove(webhookEndpoints, path.id);
      return undefined;
    },
  },
  // Event names are refused with a code of their own, which the spec's closed list cannot give.
  unvalidated: ["createWebhookEndpoint", "updateWebhookEndpoint"],
  dashboard: (world) => ({
    /** Registers an endpoint; the dashboard allows every event, and the secret may be chosen. */
    create: (input: WebhookEndpointInput): WebhookEndpointRow => createEndpoint(world, input),
  }),
});

function createEndpoint(world: World, input: WebhookEndpointInput): WebhookEndpointRow {
  return world.insert(webhookEndpoints, {
    id: input.id,
    endpoint_url: input.endpoint_url,
    secret: input.secret ?? `whsec_${world.random.token(24)}`,
    status: input.status ?? "enabled",
    events: [...(input.events ?? subscribableEvents)],
  });
}

function refuseBadInput(body: Partial<WebhookEndpointCreate & WebhookEndpointUpdate>): void {
  const errors: { code: string; message: string; field: string }[] = [];
  const isCreation = !("status" in body) && body.events === undefined && body.endpoint_url === undefined;
  if (isCreation) errors.push({ code: "required", field: "endpoint_url", message: "endpoint_url is required." });
  if (body.endpoint_url !== undefined && !isDeliverable(body.endpoint_url))
    throw refused(422, "invalid_url", "The endpoint URL must be an https address.");
  if (body.status !== undefined && body.status !== "enabled" && body.status !== "disabled")
    errors.push({ code: "invalid_value", field: "status", message: "status must be enabled or disabled." });
  if (body.events !== undefined && !Array.isArray(body.events))
    errors.push({ code: "invalid_type", field: "events", message: "events must be a list." });
  else
    for (const event of body.events ?? [])
      if (!subscribableEvents.includes(event))
        errors.push({ code: "invalid_event", field: "events", message: `Unknown event: ${String(event)}.` });
  if (errors.length > 0)
    throw problem(422, { code: "invalid_request_parameters", message: "Validation failed", errors });
}

/** https, and http on this machine: that is where tests listen. */
function isDeliverable(address: unknown): boolean {
  if (typeof address !== "string" || !URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|host\.docker\.internal|.+\.localhost)$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && isLocal);
}
