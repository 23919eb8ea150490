import type { World } from "../../world/world.ts";
import { type ConnectionRow, connections } from "../connections/table.ts";
import { emitStarted, emitTimedOut } from "./announcements.ts";
import { ssoVisits } from "./table.ts";

/** A sign-in that has not come back by then counts as timed out (facts: behaviours 7). */
const longestVisitMs = 5 * 60 * 1000;

/** Sends the browser to the identity provider, from where it may or may not come back. */
export function beginVisit(world: World, connection: ConnectionRow, url: URL): void {
  const address = addressOf(url);
  // Opening the page again is the same visit.
  if (world.findBy(ssoVisits, "address", address)) return;
  const { id } = world.insert(ssoVisits, { connection_id: connection.id, address });
  emitStarted(world, connection, null);
  world.schedule("sso_visit_ends", longestVisitMs, { visit: id });
}

/** The browser is back; tells whether it had left for the identity provider before. */
export function endVisit(world: World, url: URL): boolean {
  const visit = world.findBy(ssoVisits, "address", addressOf(url));
  if (visit) world.remove(ssoVisits, visit.id);
  return visit !== undefined;
}

/** Gives up on a visit, unless the browser came back from it. */
export function giveUpVisit(world: World, id: string): void {
  const visit = world.find(ssoVisits, id);
  const connection = world.find(connections, visit?.connection_id);
  if (!visit || !connection) return;
  world.remove(ssoVisits, visit.id);
  emitTimedOut(world, connection);
}

/** The authorization URL without what the page adds to it. */
function addressOf(url: URL): string {
  const kept = [...url.searchParams].filter(([name]) => !name.startsWith("mock_"));
  return new URLSearchParams(kept).toString();
}
