import { WebhookVerificationError } from "./errors.ts";

/** A signing secret exactly as the dashboard or the API shows it: used as UTF-8, prefix included; or the bytes of one. */
export type Secret = string | Uint8Array;

/** One secret, or several while one is being replaced: the newest first. */
export type Secrets = Secret | readonly Secret[];

const maxSecrets = 8;

/**
 * Turns what the caller gave into a list of usable secrets.
 *
 * An empty key is public knowledge: whoever can compute HMAC with "" can forge, so nothing empty is ever accepted,
 * and nothing is trimmed or converted ("null" must not become a key).
 */
export function listSecrets(given: unknown): readonly Secret[] {
  const list = Array.isArray(given) ? given : [given];
  if (list.length === 0 || !list.every(isUsable)) {
    throw new WebhookVerificationError("missing_secret", [
      "Pass the endpoint's secret; an unset environment variable is the usual cause.",
    ]);
  }
  if (list.length > maxSecrets) {
    throw new WebhookVerificationError("invalid_options", [`At most ${maxSecrets} secrets are tried.`]);
  }
  return list;
}

/** Tells whether a secret looks as if it was pasted with something round it. It is still used as it is. */
export function hasStrayCharacters(secret: Secret): boolean {
  return typeof secret === "string" && /^[\s"'`]|[\s"'`]$/.test(secret);
}

function isUsable(secret: unknown): secret is Secret {
  if (typeof secret === "string") return secret !== "";
  // By tag, so that bytes of another realm (a test runner's, a vm's) count too. A detached array has no bytes.
  return Object.prototype.toString.call(secret) === "[object Uint8Array]" && (secret as Uint8Array).byteLength > 0;
}
