import type { AuthenticationMethod } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import { type ConnectionRow, connections } from "../connections/table.ts";

/** Who tried to sign in, as far as is known. */
export interface Tried {
  readonly user_id: string | null;
  readonly email: string | null;
  readonly ip_address?: string | undefined;
  readonly user_agent?: string | undefined;
}

type Factor = "email_verification" | "magic_auth" | "mfa" | "oauth" | "passkey" | "password";

/** Announces that a factor was right; further steps may follow (facts: events). */
export function emitSucceeded(world: World, factor: Factor, tried: Tried & { user_id: string; email: string }): void {
  const data = { ...agent(tried), user_id: tried.user_id, email: tried.email, status: "succeeded" } as const;
  switch (factor) {
    case "email_verification":
      return void world.emit("authentication.email_verification_succeeded", { type: factor, ...data });
    case "magic_auth":
      return void world.emit("authentication.magic_auth_succeeded", { type: factor, ...data });
    case "mfa":
      return void world.emit("authentication.mfa_succeeded", { type: factor, ...data });
    case "oauth":
      return void world.emit("authentication.oauth_succeeded", { type: factor, ...data });
    case "passkey":
      return void world.emit("authentication.passkey_succeeded", { type: factor, ...data });
    case "password":
      return void world.emit("authentication.password_succeeded", { type: factor, ...data });
  }
}

/** Announces that a factor was wrong. */
export function emitFailed(world: World, factor: Factor, tried: Tried, code: string, message: string): void {
  const { user_id, email } = tried;
  const data = { ...agent(tried), user_id, email, status: "failed", error: { code, message } } as const;
  switch (factor) {
    case "email_verification":
      return void world.emit("authentication.email_verification_failed", { type: factor, ...data });
    case "magic_auth":
      return void world.emit("authentication.magic_auth_failed", { type: factor, ...data });
    case "mfa":
      return void world.emit("authentication.mfa_failed", { type: factor, ...data });
    case "oauth":
      return void world.emit("authentication.oauth_failed", { type: factor, ...data });
    case "passkey":
      return void world.emit("authentication.passkey_failed", { type: factor, ...data });
    case "password":
      return void world.emit("authentication.password_failed", { type: factor, ...data });
  }
}

/** Announces a sign-in that an identity provider vouched for. */
export function emitSso(world: World, connectionId: string, tried: Tried & { email: string }, session?: string): void {
  const organization_id = world.find(connections, connectionId)?.organization_id ?? null;
  world.emit("authentication.sso_succeeded", {
    type: "sso",
    status: "succeeded",
    ...agent(tried),
    user_id: tried.user_id,
    email: tried.email,
    sso: { organization_id, connection_id: connectionId, session_id: session ?? null },
  });
}

/** Announces that the browser goes to the identity provider of a connection. */
export function emitSsoStarted(world: World, connection: ConnectionRow, email: string | null): void {
  world.emit("authentication.sso_started", {
    type: "sso",
    status: "started",
    ip_address: null,
    user_agent: null,
    user_id: null,
    email,
    sso: { organization_id: connection.organization_id ?? null, connection_id: connection.id, session_id: null },
  });
}

/** Announces a sign-in that the identity provider of a connection refused. */
export function emitSsoFailed(world: World, connectionId: string, tried: Tried, code: string, message: string): void {
  const connection = world.find(connections, connectionId);
  world.emit("authentication.sso_failed", {
    type: "sso",
    status: "failed",
    ...agent(tried),
    user_id: tried.user_id,
    email: tried.email,
    sso: {
      organization_id: connection?.organization_id ?? null,
      connection_id: connection?.id ?? null,
      session_id: null,
    },
    error: { code, message },
  });
}

export function emitReauthentication(world: World, tried: Tried & { user_id: string; email: string }): void {
  const { user_id, email } = tried;
  const data = { ...agent(tried), user_id, email, status: "succeeded" } as const;
  world.emit("authentication.reauthentication_succeeded", { type: "reauthentication", ...data });
}

function agent({ ip_address, user_agent }: Tried): { ip_address: string | null; user_agent: string | null } {
  return { ip_address: ip_address ?? null, user_agent: user_agent ?? null };
}

/** The factor that stands behind a method; none for methods that have no event. */
export function factorOf(method: AuthenticationMethod): Factor | undefined {
  if (method === "Password") return "password";
  if (method === "MagicAuth") return "magic_auth";
  if (method === "Passkey") return "passkey";
  return method.endsWith("OAuth") ? "oauth" : undefined;
}
