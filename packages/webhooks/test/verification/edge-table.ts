import { createHmac } from "node:crypto";
import type { WebhookErrorCode } from "../../src/verification/errors.ts";
import type { VerifyOptions } from "../../src/verification/verify.ts";

/** Signs as an implementation of its own, so that the package is never tested against itself. */
export function hmac(secret: string | Uint8Array, timestamp: number | string, body: string | Uint8Array): string {
  return createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
}

/** The moment at which the table lives. */
export const noon = Date.UTC(2026, 10, 20, 12);
/** The endpoint's secret in the table. */
export const secret = "whsec_c2VjcmV0LW9mLXRoZS10YWJsZQ";
/** An ordinary event. */
export const body = JSON.stringify({
  object: "event",
  id: "event_01J8",
  event: "user.created",
  data: { object: "user", id: "user_01J8", email: "ada@example.com" },
  created_at: "2026-11-20T11:59:58.000Z",
});

/** A header that verifies for the body. */
export function header(payload: string | Uint8Array = body, timestamp: number | string = noon): string {
  return `t=${timestamp}, v1=${hmac(secret, timestamp, payload)}`;
}

/** One row: what is handed over, and what must come of it. */
export interface EdgeRow {
  readonly input: string;
  readonly options: () => Record<string, unknown>;
  /** Outcome of verifying; `ok` when the signature is accepted. */
  readonly verify: "ok" | WebhookErrorCode;
  /** Outcome of constructing, when it differs. */
  readonly construct?: "ok" | WebhookErrorCode;
  /** Words that must stand in the message. */
  readonly says?: string;
}

/** The ordinary delivery with some fields replaced. */
export function delivery(changes: Record<string, unknown> = {}): VerifyOptions {
  return { payload: body, sigHeader: header(), secret, now: noon, ...changes } as VerifyOptions;
}
