import { oauthError, type Problem, refused } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { plannedFailures } from "./table.ts";

/**
 * Errors of authenticate whose cause lies outside a mock, by the shape they have: the pages behind them are not public,
 * or they need what only production has. A test asks for them with `failNext`.
 */
const failures = {
  invalid_profile: { status: 400, shape: "oauth" },
  invalid_link_authorization_code: { status: 400, shape: "oauth" },
  extra_attributes_required: { status: 400, shape: "oauth" },
  pkce_not_supported: { status: 400, shape: "oauth" },
  authentication_method_not_allowed: { status: 400, shape: "oauth" },
  passkey_progressive_enrollment: { status: 403, shape: "code" },
  application_consent_required: { status: 403, shape: "code" },
  daily_quota_exceeded: { status: 429, shape: "code" },
  too_many_requests: { status: 429, shape: "oauth" },
} as const;

/** An error that can be asked for. */
export type FailureName = keyof typeof failures;

export function planFailure(world: World, error: FailureName): void {
  if (!Object.hasOwn(failures, error))
    throw refused(422, "invalid_request_parameters", `Errors to ask for: ${Object.keys(failures).join(", ")}.`);
  world.insert(plannedFailures, { error });
}

/** The failure that a test asked for, if any; it strikes once. */
export function takeFailure(world: World): Problem | undefined {
  const [planned] = world.rows(plannedFailures);
  if (!planned) return undefined;
  world.remove(plannedFailures, planned.id);
  const { status, shape } = failures[planned.error as FailureName]; // planFailure let in no other
  const message = "The test asked for this error.";
  return shape === "oauth" ? oauthError(planned.error, message, status) : refused(status, planned.error, message);
}
