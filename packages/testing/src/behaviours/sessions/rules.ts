import type { AuthenticationMethod, Impersonator, Session } from "../../generated/schemas.ts";
import { settings } from "../../world/settings.ts";
import type { Where } from "../../world/table.ts";
import type { World } from "../../world/world.ts";
import { isAlive, refreshTokens, type SessionRow, sessions } from "./table.ts";

const dayMs = 24 * 60 * 60 * 1000;
/** Sessions of an impersonator are short (facts: behaviours 14). */
const impersonationMs = 60 * 60 * 1000;

/** What a session is made from. */
export interface SessionStart {
  readonly id?: string | undefined;
  readonly user_id: string;
  readonly organization_id?: string | undefined;
  readonly method: AuthenticationMethod;
  readonly ip_address?: string | null | undefined;
  readonly user_agent?: string | null | undefined;
  readonly impersonator?: Impersonator | undefined;
  readonly is_public?: boolean | undefined;
}

export function startSession(world: World, start: SessionStart): SessionRow {
  const lifetimeMs = start.impersonator ? impersonationMs : world.read(settings).session_lifetime_days * dayMs;
  return world.insert(sessions, {
    id: start.id,
    user_id: start.user_id,
    organization_id: start.organization_id,
    ip_address: start.ip_address ?? null,
    user_agent: start.user_agent ?? null,
    impersonator: start.impersonator,
    auth_method: methodOfSession(start.method),
    authentication_method: start.method,
    is_public: start.is_public ?? false,
    status: "active",
    expires_at: world.clock.iso(lifetimeMs),
    ended_at: null,
  });
}

const sessionMethods: Readonly<Record<string, Session["auth_method"]>> = {
  SSO: "sso",
  Password: "password",
  Passkey: "passkey",
  MagicAuth: "magic_code",
  Impersonation: "impersonation",
  ExternalAuth: "external_auth",
  CrossAppAuth: "cross_app_auth",
  MigratedSession: "migrated_session",
};

function methodOfSession(method: AuthenticationMethod): Session["auth_method"] {
  return sessionMethods[method] ?? (method.endsWith("OAuth") ? "oauth" : "unknown");
}

/** Ends a session: refreshes fail from now on, access tokens live until they expire (facts: behaviours 14). */
export function revokeSession(world: World, row: SessionRow): void {
  if (!isAlive(row, world)) return;
  const ended = world.update(sessions, row.id, { status: "revoked", ended_at: world.clock.iso() });
  world.emit("session.revoked", world.present(sessions, ended));
}

/** Ends all sessions that fit. */
export function revokeSessions(world: World, where: Where, except?: string): void {
  for (const row of world.rows(sessions, { where })) if (row.id !== except) revokeSession(world, row);
}

/** A new refresh token; the one it replaces stops working. */
export function issueRefreshToken(world: World, sessionId: string, replaced?: string): string {
  if (replaced !== undefined) world.update(refreshTokens, replaced, { is_used: true });
  return world.insert(refreshTokens, { id: world.random.token(), session_id: sessionId, is_used: false }).id;
}
