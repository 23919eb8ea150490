import type { WorkOSEvent } from "../../src/events/event-types.ts";
import { createWebhookHandler, type WebhookHandler, type WebhookHandlerOptions } from "../../src/handler.ts";
import { createTestEvent, createTestRequest } from "../../src/testing.ts";

/** The secret of the endpoints under test. */
export const secret = "whsec_handler";

/** A handler that records what it reports. */
export function handlerUnderTest(options: Partial<WebhookHandlerOptions> = {}): WebhookHandler & { errors: unknown[] } {
  const errors: unknown[] = [];
  const hooks = createWebhookHandler({ secret, onError: (error) => errors.push(error), ...options });
  return Object.assign(hooks, { errors });
}

/** A signed request for an event; every call makes an event of its own unless an id is given. */
export function delivery(
  name: "user.created" | "user.deleted" | "dsync.user.created" = "user.created",
  id: string = crypto.randomUUID(),
) {
  return createTestRequest(createTestEvent(name, { id }), { secret });
}

/** A signed request for an event that this version does not know. */
export function unknownDelivery(event: string) {
  return createTestRequest({ id: crypto.randomUUID(), event, data: { some_key: 1 } }, { secret });
}

/** Status and parsed body of a response. */
export async function outcome(response: Promise<Response>): Promise<[number, unknown]> {
  const { status, ...rest } = await response.then(async (each) => ({ status: each.status, body: await each.json() }));
  return [status, rest.body];
}

/** A handler that remembers the events it got. */
export function recorder() {
  const events: WorkOSEvent[] = [];
  return {
    events,
    names: () => events.map(({ event }) => String(event)),
    run: (event: WorkOSEvent) => void events.push(event),
  };
}
