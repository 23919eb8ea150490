import { KitError } from "../core/errors/errors.ts";
import { addressOf } from "./return-path.ts";

/** The browser came back from a sign-in without a code that can be used. */
export class CallbackError extends KitError {
  static readonly kind = "CallbackError";
  declare readonly name: "CallbackError";
  /**
   * `state_mismatch`: the answer belongs to another sign-in, or to an attack. `code_missing`: no code and no error.
   * `no_pending_sign_in`: not started by this browser, finished before, or out of time. Everything else is the API's own
   * `error`, such as `access_denied` or `profile_not_allowed_outside_organization`.
   */
  declare readonly reason: string;
  /** The API's explanation, where it gave one. It came by way of the browser: show it to nobody as trusted. */
  declare readonly description: string | undefined;
  /** Ends the cookie of the sign-in, where `createPendingSignIns` kept one. */
  declare readonly setCookie: string | undefined;

  constructor(reason: string, message: string, description?: string) {
    super("CallbackError", undefined, message, { reason, description });
  }
}

/**
 * Reads the code of a sign-in's callback, after comparing the state. The address may be a path with its query.
 * IdP-initiated sign-ins arrive without a state: pass `state: null` to accept those, and only those.
 *
 * @throws CallbackError when the state differs, the provider refused, or there is no code.
 */
export function readCallback(url: string | URL, expected: { state: string | null }): { code: string } {
  const query = addressOf(url).searchParams;
  // An empty state proves nothing: it is what is left of a cookie that was lost.
  if (expected.state === "" || query.get("state") !== expected.state) {
    throw new CallbackError("state_mismatch", "The state of the callback is not the one this sign-in started with.");
  }
  const error = query.get("error");
  if (error !== null) {
    const reason = /^[\w.-]{1,80}$/.test(error) ? error : "unknown";
    throw new CallbackError(reason, `The sign-in was refused: ${reason}.`, query.get("error_description") ?? undefined);
  }
  const code = query.get("code");
  if (!code) throw new CallbackError("code_missing", "The callback has neither a code nor an error.");
  return { code };
}
