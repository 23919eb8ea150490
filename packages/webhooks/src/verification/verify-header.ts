import { hmacMatcher } from "#hmac";
import { type Body, readPayload } from "./payload.ts";
import {
  conclude,
  type Delivery,
  examineHeader,
  resolveVerifier,
  type Verified,
  type Verifier,
  type VerifierOptions,
  type VerifyOptions,
} from "./verify.ts";

/** A delivery, and when it arrived if that is not now. */
export interface ReceivedDelivery extends Delivery {
  /** Arrival time in Unix milliseconds, or a clock, for a delivery that waited before it is verified. */
  now?: VerifierOptions["now"];
}

/** Takes what was verified, and makes of it what the caller wants. */
export type Finish<Result> = (verified: Verified, content: Body[0]) => Result;

/** Verifies one delivery with prepared keys. */
export async function verifyDelivery<Result>(
  verifier: Verifier,
  delivery: ReceivedDelivery,
  finish: Finish<Result>,
): Promise<Result> {
  const [timestamp, signatures] = examineHeader(verifier, delivery?.sigHeader, delivery?.now);
  const [content, wasParsed] = readPayload(delivery.payload, verifier.options.rawBodyOnly);
  const secretIndex = await verifier.match(`${timestamp}.`, content, signatures);
  return finish(conclude(verifier, timestamp, wasParsed, secretIndex), content);
}

/** Keeps the proof alone. */
export function proofOf(verified: Verified): Verified {
  return verified;
}

/**
 * Verifies that WorkOS signed a body, without parsing it. Reach for it when another part of the program parses, and
 * then use {@link parseVerifiedEvent}.
 *
 * @throws {@link WebhookVerificationError} with the `code` of the first thing that is wrong.
 * @example
 * const { secretIndex } = await verifyHeader({ payload: rawBody, sigHeader, secret: [newSecret, oldSecret] });
 */
export async function verifyHeader(options: VerifyOptions): Promise<Verified> {
  return verifyDelivery(resolveVerifier(options, hmacMatcher), options, proofOf);
}
