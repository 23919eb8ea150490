import { hmacMatcher } from "#hmac";
import type { ActionContext } from "./events/event-types.ts";
import { parseJson } from "./events/parse-event.ts";
import { computeSignature } from "./verification/compute-signature.ts";
import { WebhookVerificationError } from "./verification/errors.ts";
import type { Secret } from "./verification/secret.ts";
import { resolveVerifier, type Verified, type VerifyOptions } from "./verification/verify.ts";
import { verifyDelivery } from "./verification/verify-header.ts";

export type {
  ActionContext,
  AuthenticationActionContext,
  UserRegistrationActionContext,
} from "./events/event-types.ts";
export { WebhookVerificationError } from "./verification/errors.ts";
export type { Verified, VerifyOptions };

/** Which endpoint asks: before a sign-in is completed, or before a user is created. */
export type ActionType = "authentication" | "user_registration";

/** The decision of an action endpoint. */
export type ActionVerdict =
  | { type: ActionType; verdict: "Allow" }
  | {
      type: ActionType;
      verdict: "Deny";
      /** Shown to the user; 500 characters at most. */
      errorMessage?: string | undefined;
    };

/** The signed answer, ready to be sent as JSON. */
export interface ActionResponse {
  object: `${ActionType}_action_response`;
  payload: { timestamp: number; verdict: "Allow" | "Deny"; error_message?: string };
  signature: string;
}

/** WorkOS waits while a person signs in, so a request that is older than this was not meant for now. */
const actionToleranceMs = 30_000;

/**
 * Verifies the request of an AuthKit action and returns its context. The tolerance is 30 seconds unless told otherwise.
 *
 * @throws {@link WebhookVerificationError} with the `code` of the first thing that is wrong.
 * @see https://workos.com/docs/authkit/actions
 * @example
 * const action = await constructAction({ payload, sigHeader, secret });
 * return Response.json(await signActionResponse({ type: "authentication", verdict: "Allow" }, secret));
 */
export async function constructAction(options: VerifyOptions): Promise<ActionContext> {
  const tolerance = options?.tolerance ?? options?.toleranceSeconds;
  // Null counts as not given, as it does to every verifier.
  const complete = (tolerance ?? undefined) === undefined ? { ...options, tolerance: actionToleranceMs } : options;
  return verifyDelivery(resolveVerifier(complete, hmacMatcher), complete, (_verified, content) => {
    const action = parseJson(content);
    if (isActionContext(action)) return action;
    throw new WebhookVerificationError("invalid_payload", ["It needs an object ending in _action_context, and an id."]);
  });
}

/**
 * Signs the answer of an action endpoint. Without a valid signature WorkOS falls back to what the dashboard says.
 *
 * @throws {@link WebhookVerificationError} `missing_secret` or `invalid_options`.
 */
export async function signActionResponse(
  verdict: ActionVerdict,
  secret: Secret,
  { now = Date.now }: { now?: () => number } = {},
): Promise<ActionResponse> {
  if (verdict.type !== "authentication" && verdict.type !== "user_registration") refuse("type");
  if (verdict.verdict !== "Allow" && verdict.verdict !== "Deny") refuse("verdict");
  const payload: ActionResponse["payload"] = { timestamp: now(), verdict: verdict.verdict };
  if (verdict.verdict === "Deny" && verdict.errorMessage) {
    if (verdict.errorMessage.length > 500) refuse("errorMessage of more than 500 characters");
    payload.error_message = verdict.errorMessage;
  }
  const signature = await computeSignature(payload.timestamp, payload, secret);
  return { object: `${verdict.type}_action_response`, payload, signature };
}

function isActionContext(value: unknown): value is ActionContext {
  if (typeof value !== "object" || value === null) return false;
  const { object, id } = value as { object?: unknown; id?: unknown };
  return typeof id === "string" && typeof object === "string" && object.endsWith("_action_context");
}

function refuse(what: string): never {
  throw new WebhookVerificationError("invalid_options", [`The action response has an unusable ${what}.`]);
}
