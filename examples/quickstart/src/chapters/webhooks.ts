import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createWebhookEndpoint } from "@workos-kit/client/operations";
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { toNodeHandler } from "@workos-kit/webhooks/node";
import type { Stage } from "../stage.ts";
import type { Story } from "../story.ts";

/** A real HTTP listener for webhooks, and what it has seen so far. */
export interface Listener extends AsyncDisposable {
  readonly url: string;
  readonly secret: string;
  readonly endpointId: string;
  /** Names of the events that were handled, in order. */
  readonly handled: string[];
  /** Codes of the deliveries that were refused. */
  readonly refused: string[];
}

const subscribed = [
  "organization.created",
  "organization_domain.created",
  "dsync.activated",
  "dsync.group.created",
  "dsync.user.created",
  "dsync.group.user_added",
] as const;

/** Registers an endpoint through the API, and listens for what comes. */
export async function listen({ workos }: Stage, story: Story): Promise<Listener> {
  const handled: string[] = [];
  const refused: string[] = [];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;

  const endpoint = await createWebhookEndpoint(workos, { endpoint_url: url, events: [...subscribed] });
  const hooks = createWebhookHandler({
    secret: endpoint.secret,
    onError: (error) => refused.push(error instanceof Error && "code" in error ? String(error.code) : "unknown"),
  }).onAny((event) => void handled.push(event.event));
  server.on("request", toNodeHandler(hooks));

  story.tell(`Registered a webhook endpoint for ${subscribed.length} events; its listener is a real HTTP server.`);
  return {
    url,
    secret: endpoint.secret,
    endpointId: endpoint.id,
    handled,
    refused,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
