import type { Authentication } from "../../../generated/schemas.ts";
import { oauthError } from "../../../problem.ts";
import { complete } from "../complete.ts";
import { agentOf, type GrantCall } from "../request.ts";
import { deviceAuthorizations } from "../table.ts";

/** A device polls until somebody has approved it (RFC 8628, section 3.5). */
export async function deviceCodeGrant({ world, fields, origin }: GrantCall): Promise<Authentication> {
  const row = world.find(deviceAuthorizations, fields.device_code);
  if (!row || row.state === "used") throw oauthError("invalid_grant", "The device code is unknown or was used before.");
  if (Date.parse(row.expires_at) <= world.clock.now())
    throw oauthError("expired_token", "The device code has expired.");
  if (row.state === "denied") throw oauthError("access_denied", "The user denied the device.");
  const waitedMs = row.last_polled_at === undefined ? undefined : world.clock.now() - Date.parse(row.last_polled_at);
  const isEarly = waitedMs !== undefined && waitedMs < row.interval_seconds * 1000;
  if (row.state === "pending" || row.user_id === undefined) {
    world.update(deviceAuthorizations, row.id, {
      last_polled_at: world.clock.iso(),
      // Each time, the device must wait five seconds longer from then on.
      interval_seconds: row.interval_seconds + (isEarly ? 5 : 0),
    });
    if (isEarly) throw oauthError("slow_down", "The device polls too often.");
    throw oauthError("authorization_pending", "The user has not answered yet.");
  }
  world.update(deviceAuthorizations, row.id, { state: "used" });
  const { user_id, organization_id } = row;
  const passed = ["radar", "email_verification", "mfa", "organization"] as const;
  const signIn = { user_id, organization_id, method: "Password", is_public: true, ...agentOf(fields), passed };
  return complete(world, signIn, origin);
}
