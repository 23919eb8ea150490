import { hmacMatcher } from "#hmac";
import type { WorkOSEvent } from "../events/event-types.ts";
import { parseEvent } from "../events/parse-event.ts";
import { WebhookVerificationError } from "./errors.ts";
import { resolveVerifier, type Verified, type VerifyOptions } from "./verify.ts";
import { type Finish, verifyDelivery } from "./verify-header.ts";

/** An event, and the proof that it is genuine. */
export interface ConstructedEvent {
  event: WorkOSEvent;
  verified: Verified;
}

/** The outcome of a construction that does not throw. */
export type SafeEvent = ({ ok: true } & ConstructedEvent) | { ok: false; error: WebhookVerificationError };

/** Parses what was verified. */
export const eventOf: Finish<WorkOSEvent> = (_verified, content) => parseEvent(content);

/** Parses what was verified, and keeps the proof beside it. */
export const constructedOf: Finish<ConstructedEvent> = (verified, content) => ({
  event: parseEvent(content),
  verified,
});

/** Turns our error into a value; anything else is a defect and is thrown on. */
export async function settle<Value extends object>(
  outcome: Promise<Value>,
): Promise<({ ok: true } & Value) | { ok: false; error: WebhookVerificationError }> {
  try {
    return { ok: true, ...(await outcome) };
  } catch (error) {
    if (WebhookVerificationError.isInstance(error)) return { ok: false, error };
    throw error;
  }
}

/**
 * Verifies a delivery and returns its event, typed by name and exactly as WorkOS sent it (`snake_case`).
 * An event that this version does not know is returned too, as an `UnknownEvent`.
 *
 * @throws {@link WebhookVerificationError} with the `code` of the first thing that is wrong.
 * @see https://workos.com/docs/events/data-syncing/webhooks
 * @example
 * const event = await constructEvent({ payload: await request.text(), sigHeader, secret });
 * if (event.event === "user.created") welcome(event.data.email);
 */
export async function constructEvent(options: VerifyOptions): Promise<WorkOSEvent> {
  return verifyDelivery(resolveVerifier(options, hmacMatcher), options, eventOf);
}

/**
 * {@link constructEvent} with the outcome as a value, and the proof beside the event.
 *
 * @example
 * const result = await safeConstructEvent({ payload, sigHeader, secret });
 * if (!result.ok) return new Response(null, { status: result.error.status });
 */
export async function safeConstructEvent(options: VerifyOptions): Promise<SafeEvent> {
  // In an async function, so that unusable options become a value as well.
  return settle((async () => verifyDelivery(resolveVerifier(options, hmacMatcher), options, constructedOf))());
}
