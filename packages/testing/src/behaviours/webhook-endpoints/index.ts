import { subscribableEvents } from "../../generated/events.ts";
import { refused } from "../../problem.ts";
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
    createWebhookEndpoint: ({ world, body }) => createEndpoint(world, body),
    updateWebhookEndpoint: ({ world, path, body: { endpoint_url, status, events } }) =>
      world.update(webhookEndpoints, path.id, { endpoint_url, status, events }),
    deleteWebhookEndpoint: ({ world, path }) => {
      world.remove(webhookEndpoints, path.id);
      return undefined;
    },
  },
  prechecks: {
    createWebhookEndpoint: ({ body }) => refuseBadUrl(body),
    updateWebhookEndpoint: ({ body }) => refuseBadUrl(body),
  },
  dashboard: (world) => ({
    /** Registers an endpoint; the dashboard allows every event, and the secret may be chosen. */
    create: (input: WebhookEndpointInput): WebhookEndpointRow => {
      refuseUnusable(input);
      return createEndpoint(world, input);
    },
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

function refuseBadUrl({ endpoint_url: url }: { readonly endpoint_url?: unknown }): void {
  if (typeof url === "string" && !isDeliverable(url))
    throw refused(422, "invalid_url", "The endpoint URL must be an https address.");
}

/** Nothing could ever be sent to it; in a test, applications may be anywhere, by http as well. */
function refuseUnusable({ endpoint_url: url, secret }: WebhookEndpointInput): void {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw refused(422, "invalid_url", `The endpoint URL must be an http or https address, not "${url}".`);
  if (secret === "") throw refused(422, "invalid_secret", "The secret of an endpoint cannot be empty.");
}

/** https, and http on this machine: that is where tests listen. */
function isDeliverable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|host\.docker\.internal|.+\.localhost)$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && isLocal);
}
