import type { World } from "../../world/world.ts";
import { type ConnectionRow, connections } from "../connections/table.ts";

/** Announces that the browser goes to the identity provider. */
export function emitStarted(world: World, connection: ConnectionRow, email: string | null): void {
  world.emit("authentication.sso_started", {
    type: "sso",
    status: "started",
    ...unknownAgent,
    email,
    sso: fieldsOf(connection),
  });
}

/** Announces a sign-in that the person or the identity provider refused. */
export function emitFailed(world: World, connection: ConnectionRow, code: string, message: string): void {
  world.emit("authentication.sso_failed", {
    type: "sso",
    status: "failed",
    ...unknownAgent,
    email: null,
    sso: fieldsOf(connection),
    error: { code, message },
  });
}

/** Announces a sign-in that never came back from the identity provider. */
export function emitTimedOut(world: World, connection: ConnectionRow): void {
  world.emit("authentication.sso_timed_out", {
    type: "sso",
    status: "timed_out",
    ...unknownAgent,
    email: null,
    sso: fieldsOf(connection),
    error: { code: "timed_out", message: "The identity provider did not answer in time." },
  });
}

/** Announces a sign-in that led to a profile. */
export function emitSucceeded(world: World, connectionId: string, email: string): void {
  const connection = world.find(connections, connectionId);
  if (!connection) return;
  world.emit("authentication.sso_succeeded", {
    type: "sso",
    status: "succeeded",
    ...unknownAgent,
    email,
    sso: fieldsOf(connection),
  });
}

const unknownAgent = { ip_address: null, user_agent: null, user_id: null };

function fieldsOf(connection: ConnectionRow) {
  const { organization_id = null, id } = connection;
  return { organization_id, connection_id: id, session_id: null };
}
