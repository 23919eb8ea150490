import { WebhookVerificationError } from "./errors.ts";
import { tag } from "./tag.ts";

/** A signing secret exactly as the dashboard or the API shows it: used as UTF-8, prefix included; or the bytes of one. */
export type Secret = string | Uint8Array;

/** One secret, or several while one is being replaced: the newest first. */
export type Secrets = Secret | readonly Secret[];

/**
 * Turns what the caller gave into a list of usable secrets.
 *
 * An empty key is public knowledge: whoever can compute HMAC with "" can forge. So nothing that is empty, or white space
 * as of an empty file, is ever accepted, nothing more than eight is tried, and nothing is trimmed or converted ("null"
 * must not become a key).
 */
export function listSecrets(given: unknown): readonly Secret[] {
  // Copied, which makes holes visible, and what becomes of the list afterwards of no account.
  const list: unknown[] = Array.isArray(given) ? [...given] : [given];
  // By tag, so that bytes of another realm (a test runner's, a vm's) count too. Bytes are tried as text of numbers, which
  // those of a detached array are not.
  const isUsable = (one: unknown) =>
    (typeof one === "string" || tag(one).includes("Uint8Array")) && /\S/.test(one as string);
  if (!list.length || list.length > 8 || !list.every(isUsable)) {
    throw new WebhookVerificationError("missing_secret", ["Unset environment variable?"]);
  }
  return list as Secret[];
}
