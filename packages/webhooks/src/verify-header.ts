import { hmacSigner } from "#hmac";
import type { Signer } from "./hmac-node.ts";
import {
  type Claim,
  conclude,
  type Delivery,
  examine,
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

/** Checked options with one signer for each secret. */
export interface BoundVerifier extends Verifier {
  readonly signers: readonly Signer[];
}

/** A genuine delivery. */
export interface VerifiedClaim {
  readonly claim: Claim;
  readonly verified: Verified;
}

/** Checks the options and prepares the keys. */
export function bindVerifier(options: VerifierOptions): BoundVerifier {
  const verifier = resolveVerifier(options);
  return { ...verifier, signers: verifier.secrets.map((secret) => hmacSigner(secret)) };
}

/** Verifies one delivery with prepared keys. */
export async function verifyDelivery(verifier: BoundVerifier, delivery: ReceivedDelivery): Promise<VerifiedClaim> {
  const claim = examine(verifier, delivery);
  const macs = await Promise.all(verifier.signers.map((signer) => signer(`${claim.timestamp}.`, claim.content)));
  return { claim, verified: conclude(verifier, claim, macs) };
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
  return (await verifyDelivery(bindVerifier(options), options)).verified;
}
