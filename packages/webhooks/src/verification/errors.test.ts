import { expect, it } from "vitest";
import { type WebhookErrorCode, WebhookVerificationError } from "./errors.ts";

const statuses: Record<WebhookErrorCode, number> = {
  missing_header: 400,
  malformed_header: 400,
  missing_timestamp: 400,
  invalid_timestamp: 400,
  missing_signature: 400,
  timestamp_too_old: 401,
  timestamp_in_future: 401,
  signature_mismatch: 401,
  missing_secret: 500,
  invalid_options: 500,
  unsupported_payload: 500,
  payload_too_large: 413,
  invalid_payload: 400,
};

it.each(Object.entries(statuses))("answers %s with %i", (code, status) => {
  // The keys of the table are the codes: the compiler holds it complete.
  const error = new WebhookVerificationError(code as WebhookErrorCode, ["Try this."]);

  expect(error).toMatchObject({ code, status, hints: ["Try this."], message: `Webhook: ${code}. Try this.` });
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ code, status });
});
