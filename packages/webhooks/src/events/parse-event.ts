import { WebhookVerificationError } from "../verification/errors.ts";
import { type Payload, readPayload } from "../verification/payload.ts";
import type { WorkOSEvent } from "./event-types.ts";

/**
 * Parses a body into an event WITHOUT verifying it. Only for bodies that are trusted for another reason, such as a row
 * of your own queue.
 *
 * @throws {@link WebhookVerificationError} `invalid_payload` when the body is not an event.
 */
export function parseUnverifiedEvent(payload: Payload): WorkOSEvent {
  return parseEvent(readPayload(payload)[0]);
}

/**
 * Parses the body of a delivery that `verifyHeader` has already accepted.
 *
 * @throws {@link WebhookVerificationError} `invalid_payload` when the body is not an event.
 * @example
 * await verifyHeader({ payload, sigHeader, secret });
 * const event = parseVerifiedEvent(payload);
 */
export const parseVerifiedEvent: (payload: Payload) => WorkOSEvent = parseUnverifiedEvent;

/** Decodes, parses and checks the envelope. Names and fields that are new to this package are let through as sent. */
export function parseEvent(content: string | Uint8Array): WorkOSEvent {
  const value = parseJson(content);
  if (!isEnvelope(value)) {
    throw new WebhookVerificationError("invalid_payload", ["It needs a string id, a string event and an object data."]);
  }
  return value;
}

/** Decodes and parses a body that was verified. */
export function parseJson(content: string | Uint8Array): unknown {
  try {
    if (typeof content === "string") return JSON.parse(content);
    // Strict, and keeping a byte order mark: what is parsed must be what was signed.
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content));
  } catch {
    // Not passed on as a cause: the parser's message quotes the body.
    throw new WebhookVerificationError("invalid_payload", ["It cannot be parsed."]);
  }
}

function isEnvelope(value: unknown): value is WorkOSEvent {
  if (!isObject(value)) return false;
  return isName(value.id) && isName(value.event) && isObject(value.data);
}

function isName(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
