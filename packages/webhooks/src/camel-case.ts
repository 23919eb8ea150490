import type { CamelCaseEvent } from "./camel-case/camel-case-types.ts";
import { toCamelCase } from "./camel-case/to-camel-case.ts";
import { computeSignature } from "./verification/compute-signature.ts";
import { constructEvent as constructWireEvent, settle } from "./verification/construct-event.ts";
import type { WebhookVerificationError } from "./verification/errors.ts";
import { getTimestampAndSignatureHash } from "./verification/signature-header.ts";
import type { VerifyOptions } from "./verification/verify.ts";
import { verifyHeader } from "./verification/verify-header.ts";

export type {
  CamelCased,
  CamelCaseEvent,
  CamelCaseEventOf,
  UnknownCamelCaseEvent,
} from "./camel-case/camel-case-types.ts";
export {
  WebhookVerificationError,
  WebhookVerificationError as SignatureVerificationException,
} from "./verification/errors.ts";
export { computeSignature, getTimestampAndSignatureHash, toCamelCase, verifyHeader };

/**
 * Verifies a delivery and returns its event in camelCase, under the option names of the vendor's SDK.
 *
 * @throws {@link WebhookVerificationError} with the `code` of the first thing that is wrong.
 * @example
 * const event = await constructEvent({ payload, sigHeader, secret });
 * if (event.event === "user.created") welcome(event.data.firstName);
 */
export async function constructEvent(options: VerifyOptions): Promise<CamelCaseEvent> {
  return toCamelCase(await constructWireEvent(options));
}

/** {@link constructEvent} with the outcome as a value. */
export async function safeConstructEvent(
  options: VerifyOptions,
): Promise<{ ok: true; event: CamelCaseEvent } | { ok: false; error: WebhookVerificationError }> {
  return settle(constructEvent(options).then((event) => ({ event })));
}

/**
 * The four functions as one object, in the place of the vendor's `workos.webhooks`.
 *
 * @example
 * const event = await webhooks.constructEvent({ payload: request.body, sigHeader, secret });
 */
export const webhooks = { constructEvent, verifyHeader, computeSignature, getTimestampAndSignatureHash } as const;
