import type { AgentClaimAttemptCreated, AgentRegistration, AgentRegistrationCreated } from "../../generated/schemas.ts";
import { type BaseRow, defineCell, defineTable } from "../../world/definition.ts";

/** How an agent may register. */
export type AgentMethod = "anonymous" | "service_auth" | "id_jag";

/** A registration as stored. */
export interface AgentRegistrationRow extends AgentRegistration {
  /** In events only. */
  readonly object: "agent_registration";
  readonly method: AgentMethod;
  /** How long it lasts from each renewal; absent for one that does not run out by itself. */
  readonly lifetime_seconds?: number;
  readonly expires_at?: string;
}

export const agentRegistrations = defineTable<AgentRegistrationRow, AgentRegistration>({
  name: "agent_registrations",
  label: "Agent registration",
  prefix: "agent_reg",
  object: "agent_registration",
  indexes: { organization_id: (row) => row.organization_id },
  parents: { organizations: "organization_id" },
  events: { created: "agent.registration.created", deleted: "agent.registration.deleted" },
  present: ({ object, method, lifetime_seconds, expires_at, ...registration }) => registration,
  toEvent: (row, _world, { event }) =>
    event === "agent.registration.deleted" ? { agent_registration_id: row.id } : createdEvent(row),
  fromEvent: ({ agent_identity: identity, ...data }, known) => ({
    ...data,
    agent_identity: { ...known?.agent_identity, ...identityOf(identity, data) },
    claim: known?.claim ?? null,
  }),
});

/** The identity in an event lacks its times. */
function identityOf(given: unknown, times: Readonly<Record<string, unknown>>): AgentRegistration["agent_identity"] {
  const { id, userland_user_id: user } = given as AgentRegistrationCreated["agent_identity"]; // As the event's schema has it.
  return {
    id,
    userland_user_id: user,
    created_at: String(times.created_at),
    updated_at: String(times.updated_at),
  };
}

function createdEvent(row: AgentRegistrationRow): AgentRegistrationCreated {
  const { id, organization_id, status, kind, method, created_at, updated_at } = row;
  const { id: identityId, userland_user_id } = row.agent_identity;
  return {
    object: "agent_registration",
    id,
    agent_identity: { object: "agent_identity", id: identityId, userland_user_id },
    organization_id,
    status,
    kind,
    method,
    created_at,
    updated_at,
  };
}

/** One try to claim an agent. The token is what the app receives on its claim page. */
export interface AgentClaimAttemptRow extends BaseRow {
  readonly token: string;
  readonly agent_registration_id: string;
  readonly agent_registration_claim_id: string;
  readonly login_hint: string;
  readonly updated_at: string;
  readonly expires_at: string;
  readonly is_denied: boolean;
  /** What the agent must present; there from the beginning, told once a user is linked. */
  readonly user_code: string;
  readonly user_id: string | null;
  readonly organization_id: string | null;
}

export const agentClaimAttempts = defineTable<AgentClaimAttemptRow>({
  name: "agent_claim_attempts",
  label: "Agent claim attempt",
  prefix: "agent_reg_claim_attempt",
  indexes: { agent_registration_id: (row) => row.agent_registration_id },
  unique: { token: (row) => row.token },
  parents: { agent_registrations: { index: "agent_registration_id", isSilent: true } },
  events: { created: "agent.registration.claim.attempt.created" },
  toEvent: (row): AgentClaimAttemptCreated => {
    const { id, agent_registration_id, agent_registration_claim_id, login_hint } = row;
    const { expires_at, created_at, updated_at } = row;
    return {
      object: "agent_registration_claim_attempt",
      id,
      agent_registration_id,
      agent_registration_claim_id,
      login_hint,
      expires_at,
      created_at,
      updated_at,
    };
  },
});

/** A key or an access token that an agent holds. */
export interface AgentCredentialRow extends BaseRow {
  readonly agent_registration_id: string;
  readonly updated_at: string;
  readonly kind: "api_key" | "access_token";
  /** The key's value, or the token's `jti`. */
  readonly secret: string;
  readonly api_key_id?: string;
  readonly expires_at: string | null;
}

export const agentCredentials = defineTable<AgentCredentialRow>({
  name: "agent_credentials",
  label: "Agent credential",
  prefix: "agent_reg_credential",
  indexes: { agent_registration_id: (row) => row.agent_registration_id },
  unique: { secret: (row) => row.secret },
  parents: { agent_registrations: { index: "agent_registration_id", isSilent: true } },
});

/** Which ways to register the environment allows. */
export const agentMethods = defineCell<Readonly<Record<AgentMethod, boolean>>>("agent_methods", {
  anonymous: true,
  service_auth: true,
  id_jag: true,
});
