import { signJwt } from "../../crypto/sign-jwt.ts";
import { verifyJwt } from "../../crypto/verify-jwt.ts";
import type { AgentCredentialValidate, AgentCredentialValidation } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import { type AgentCredentialRow, type AgentRegistrationRow, agentCredentials, agentRegistrations } from "./table.ts";

/** What is issued to an agent. */
export interface AgentCredentialInput {
  /** Id of the registration. */
  readonly id: string;
  /** @default "api_key" */
  readonly type?: "api_key" | "access_token";
  /** The `aud` of an access token. */
  readonly audience?: string;
  /** @default one hour for an access token; an API key does not expire */
  readonly expires_in_seconds?: number;
}

/** A credential, in clear for this once. */
export interface IssuedAgentCredential {
  readonly id: string;
  readonly credential: string;
  readonly expires_at: string | null;
}

/** Hands an agent a credential. */
export async function issueCredential(world: World, input: AgentCredentialInput): Promise<IssuedAgentCredential> {
  const registration = world.get(agentRegistrations, input.id);
  const isKey = (input.type ?? "api_key") === "api_key";
  const seconds = input.expires_in_seconds ?? (isKey ? undefined : 3600);
  const expires_at = seconds === undefined ? null : world.clock.iso(seconds * 1000);
  const secret = isKey ? `sk_${world.random.token(24)}` : world.newId("jti").slice("jti_".length);
  const row = world.insert(agentCredentials, {
    agent_registration_id: registration.id,
    kind: isKey ? "api_key" : "access_token",
    secret,
    ...(isKey && { api_key_id: world.newId("api_key") }),
    expires_at,
  });
  announceIssued(world, row);
  const credential = isKey ? secret : await tokenOf(world, registration, secret, seconds ?? 3600, input.audience);
  return { id: row.id, credential, expires_at };
}

function announceIssued(world: World, row: AgentCredentialRow): void {
  const { id, agent_registration_id, expires_at, created_at, updated_at } = row;
  world.emit("agent.registration.credential.issued", {
    object: "agent_registration_credential",
    id,
    agent_registration_id,
    detail:
      row.api_key_id === undefined
        ? { kind: "access_token", jti: row.secret, expires_at }
        : { kind: "api_key", api_key_id: row.api_key_id },
    created_at,
    updated_at,
  });
}

function tokenOf(
  world: World,
  registration: AgentRegistrationRow,
  jti: string,
  seconds: number,
  audience: string | undefined,
): Promise<string> {
  const now = Math.floor(world.clock.verifierNow() / 1000);
  const { userland_user_id: user } = registration.agent_identity;
  // The claims that the vendor's SDK asks of such a token (seen in its sources).
  return signJwt({
    iss: "https://api.workos.com",
    sub: registration.id,
    aud: audience ?? world.clientId,
    jti,
    org_id: registration.organization_id,
    ...(user !== null && { act: { sub: user } }),
    iat: now,
    exp: now + seconds,
  });
}

/** Reads only: whatever is wrong, the answer is `valid` false (facts: behaviours 29). */
export async function validateCredential(
  world: World,
  input: AgentCredentialValidate,
): Promise<AgentCredentialValidation> {
  const row = await findCredential(world, input);
  const registration = row && world.find(agentRegistrations, row.agent_registration_id);
  const isDead = registration?.status === "revoked" || registration?.status === "expired";
  const isLate = row?.expires_at && Date.parse(row.expires_at) <= world.clock.now();
  if (!row || !registration || isDead || isLate) return { valid: false, registration_id: null, expires_at: null };
  return { valid: true, registration_id: registration.id, expires_at: row.expires_at };
}

async function findCredential(world: World, input: AgentCredentialValidate): Promise<AgentCredentialRow | undefined> {
  if (input.type === "api_key") {
    const row = world.findBy(agentCredentials, "secret", input.credential);
    return row?.kind === "api_key" ? row : undefined;
  }
  const claims = await verifyJwt(input.credential, world.clock.verifierNow());
  if (!claims || (input.audience !== undefined && claims.aud !== input.audience)) return undefined;
  return world.findBy(agentCredentials, "secret", String(claims.jti));
}
