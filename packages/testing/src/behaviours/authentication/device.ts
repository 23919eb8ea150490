import type { DeviceAuthorization } from "../../generated/schemas.ts";
import { notFound, oauthError } from "../../problem.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { findOrganization, type OrganizationRef } from "../organizations/table.ts";
import { findUser, type UserRef } from "../users/find-user.ts";
import { type DeviceAuthorizationRow, deviceAuthorizations } from "./table.ts";

/** Both are documented (facts: behaviours 15). */
const lifetimeSeconds = 300;
const intervalSeconds = 5;

/** Starts the sign-in of a device that has no browser (RFC 8628, section 3.2). */
export function authorizeDevice(world: World, clientId: string, origin: string): DeviceAuthorization {
  if (clientId !== world.clientId) throw oauthError("invalid_client", "The client ID is not known.");
  if (!world.read(settings).device_authorization)
    throw oauthError("access_denied", "Device authorization is not enabled in this environment.", 403);
  const row = world.insert(deviceAuthorizations, {
    id: world.random.token(43),
    user_code: `${letters(world)}-${letters(world)}`,
    state: "pending",
    interval_seconds: intervalSeconds,
    expires_at: world.clock.iso(lifetimeSeconds * 1000),
  });
  return {
    device_code: row.id,
    user_code: row.user_code,
    verification_uri: `${origin}/device`,
    verification_uri_complete: `${origin}/device?user_code=${row.user_code}`,
    expires_in: lifetimeSeconds,
    interval: intervalSeconds,
  };
}

/** Consonants alone make no words. */
function letters(world: World): string {
  const alphabet = "BCDFGHJKLMNPQRSTVWXZ";
  return Array.from({ length: 4 }, () => alphabet[world.random.next() % alphabet.length]).join("");
}

/** What a person answers when the device's code was typed in. */
export interface DeviceAnswer {
  readonly user_code: string;
  readonly user: UserRef;
  readonly organization?: OrganizationRef;
}

export function approveDevice(world: World, { user_code, user, organization }: DeviceAnswer): void {
  const row = pendingDevice(world, user_code);
  world.update(deviceAuthorizations, row.id, {
    state: "approved",
    user_id: findUser(world, user).id,
    organization_id: organization && findOrganization(world, organization).id,
  });
}

export function denyDevice(world: World, userCode: string): void {
  world.update(deviceAuthorizations, pendingDevice(world, userCode).id, { state: "denied" });
}

function pendingDevice(world: World, userCode: string): DeviceAuthorizationRow {
  const row = world.findBy(deviceAuthorizations, "user_code", userCode.toUpperCase());
  if (row?.state !== "pending" || Date.parse(row.expires_at) <= world.clock.now())
    throw notFound("Device authorization", userCode);
  return row;
}
