import type { AuthenticationMethod, Session } from "../../generated/schemas.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";

/** A session as stored: that it expired follows from the clock. */
export interface SessionRow extends Session {
  /** How it began, in the words of authenticate. */
  readonly authentication_method: AuthenticationMethod;
  /** Begun without a client secret: its refresh tokens need none either. */
  readonly is_public: boolean;
}

export const sessions = defineTable<SessionRow, Session>({
  name: "sessions",
  label: "Session",
  prefix: "session",
  object: "session",
  indexes: { user_id: (row) => row.user_id, organization_id: (row) => row.organization_id },
  parents: { users: { index: "user_id", isSilent: true } },
  events: { created: "session.created" },
  present: presentSession,
});

function presentSession(row: SessionRow, world: World): Session {
  const { authentication_method, is_public, ...session } = row;
  if (row.status !== "active" || isAlive(row, world)) return session;
  return { ...session, status: "expired", ended_at: row.expires_at };
}

/** Whether a session can still be used. */
export function isAlive(row: SessionRow, world: World): boolean {
  return row.status === "active" && Date.parse(row.expires_at) > world.clock.now();
}

/** A refresh token; its id is the token itself. Used once, and kept so that a second use is noticed. */
export interface RefreshToken extends BaseRow {
  readonly session_id: string;
  readonly is_used: boolean;
}

export const refreshTokens = defineTable<RefreshToken>({
  name: "refresh_tokens",
  label: "Refresh token",
  prefix: "refresh",
  indexes: { session_id: (row) => row.session_id },
  parents: { sessions: { index: "session_id", isSilent: true } },
});
