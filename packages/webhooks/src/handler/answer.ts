import { WebhookVerificationError } from "../verification/errors.ts";

/** What goes back to WorkOS, before it becomes the response of a framework. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Reasons for an answer that do not come from verification, with the status of each. */
const statuses = {
  method_not_allowed: 405,
  unreadable_body: 400,
  event_in_progress: 409,
  handler_failed: 500,
  unhandled_event: 500,
  store_unavailable: 503,
  deadline_exceeded: 503,
} as const;

/** Why a handler refused, beyond the codes of verification. */
export type HandlerErrorCode = keyof typeof statuses;

/** WorkOS repeats whatever is not answered with success, and exactly 200 is what every version of its docs calls success. */
export const received: Answer = answer(200, { received: true });

/** An answer to a delivery that was not taken. The body is a constant: it never tells the sender anything it can use. */
export function refusal(reason: HandlerErrorCode | WebhookVerificationError): Answer {
  if (typeof reason !== "string") return answer(reason.status, { error: reason.code });
  const extra = reason === "method_not_allowed" ? { allow: "POST" } : {};
  return answer(statuses[reason], { error: reason }, extra);
}

/** The answer to anything that was thrown while a delivery was received. */
export function refusalOf(error: unknown): Answer {
  return refusal(WebhookVerificationError.isInstance(error) ? error : "unreadable_body");
}

function answer(status: number, body: object, extra: Record<string, string> = {}): Answer {
  const headers = { "content-type": "application/json", "cache-control": "no-store", ...extra };
  return { status, headers, body: JSON.stringify(body) };
}
