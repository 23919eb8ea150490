import { refused } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { type PendingSignIn, pendingSignIns, type SignIn } from "./table.ts";

/** Not documented (facts: behaviours 13). */
const lifetimeMs = 10 * 60 * 1000;

/** Puts a sign-in aside until its next step; gives the pending authentication token. */
export function putAside(world: World, signIn: SignIn): string {
  const expires_at = world.clock.iso(lifetimeMs);
  return world.insert(pendingSignIns, { id: world.random.token(), ...signIn, expires_at }).id;
}

/** The sign-in of a token, of a user if one is named. Failed tries leave it usable. */
export function findPending(world: World, token: string, userId?: string): PendingSignIn {
  const row = world.find(pendingSignIns, token);
  if (!row || Date.parse(row.expires_at) <= world.clock.now() || (userId !== undefined && row.user_id !== userId))
    throw refused(400, "invalid_pending_authentication_token", "The pending authentication token is not valid.");
  return row;
}

/** Takes a sign-in up again; the token has done its work. */
export function takeUp(
  world: World,
  { id, created_at: _created, expires_at: _expires, ...signIn }: PendingSignIn,
): SignIn {
  world.remove(pendingSignIns, id);
  return signIn;
}
