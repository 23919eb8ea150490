import type { AgentRegistration } from "../../generated/schemas.ts";
import { notFound, refused } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { findOrganization, type OrganizationRef } from "../organizations/table.ts";
import { findUser, type UserRef } from "../users/find-user.ts";
import { type AgentCredentialInput, issueCredential } from "./credentials.ts";
import { completeClaim } from "./link.ts";
import {
  type AgentClaimAttemptRow,
  type AgentMethod,
  type AgentRegistrationRow,
  agentClaimAttempts,
  agentCredentials,
  agentMethods,
  agentRegistrations,
} from "./table.ts";

/** An agent that registers itself at the AuthKit domain. */
export interface AgentRegistrationInput {
  /** @default a new id */
  readonly id?: string;
  readonly organization: OrganizationRef;
  /** The user the agent belongs to. @default nobody yet */
  readonly user?: UserRef;
  /** @default "anonymous" */
  readonly kind?: "anonymous" | "service_auth" | "identity_assertion";
  /** @default "verified" with a user, else "unverified" */
  readonly status?: AgentRegistration["status"];
  /** When it runs out by itself. @default never */
  readonly expires_in_seconds?: number;
}

/** Somebody who wants to claim an agent. */
export interface AgentClaimAttemptInput {
  /** Id of the registration. */
  readonly id: string;
  /** Address of the person. */
  readonly login_hint: string;
  /** @default 600 */
  readonly expires_in_seconds?: number;
  /** How long the claim as a whole may take. @default 86400 */
  readonly claim_expires_in_seconds?: number;
}

/** Names a registration. */
export interface AgentRegistrationRef {
  readonly id: string;
}

/** Names a claim attempt. */
export interface AgentClaimAttemptRef {
  readonly claim_attempt_token: string;
}

const methods = { anonymous: "anonymous", service_auth: "service_auth", identity_assertion: "id_jag" } as const;

/** What agents and people do at the AuthKit domain, and the API cannot. */
export const agentRegistrationsDashboard = (world: World) => ({
  /** Registers an agent. */
  create(input: AgentRegistrationInput): AgentRegistration {
    const now = world.clock.iso();
    const user = input.user === undefined ? null : findUser(world, input.user).id;
    const kind = input.kind ?? "anonymous";
    const row = world.insert(agentRegistrations, {
      id: input.id,
      agent_identity: {
        id: world.newId("agent_identity"),
        userland_user_id: user,
        created_at: now,
        updated_at: now,
      },
      organization_id: findOrganization(world, input.organization).id,
      status: input.status ?? (user === null ? "unverified" : "verified"),
      kind,
      method: methods[kind],
      claim: null,
      lifetime_seconds: input.expires_in_seconds,
    });
    return world.present(agentRegistrations, startLife(world, row));
  },
  /** Begins a claim; the token is what the app's claim page receives. */
  createClaimAttempt(input: AgentClaimAttemptInput): { id: string; claim_attempt_token: string } {
    const { id, claim } = world.get(agentRegistrations, input.id);
    const now = world.clock.iso();
    const open = claim ?? {
      id: world.newId("agent_reg_claim"),
      claim_completion: null,
      created_at: now,
      updated_at: now,
      expires_at: world.clock.iso((input.claim_expires_in_seconds ?? 86_400) * 1000),
    };
    world.update(agentRegistrations, id, { claim: open });
    const attempt = world.insert(agentClaimAttempts, {
      token: `cla_tkn_${world.random.token(20)}`,
      agent_registration_id: id,
      agent_registration_claim_id: open.id,
      login_hint: input.login_hint,
      expires_at: world.clock.iso((input.expires_in_seconds ?? 600) * 1000),
      is_denied: false,
      user_code: userCode(world),
      user_id: null,
      organization_id: null,
    });
    return { id: attempt.id, claim_attempt_token: attempt.token };
  },
  /** The person says no. */
  denyClaim({ claim_attempt_token }: AgentClaimAttemptRef): void {
    world.update(agentClaimAttempts, attemptOf(world, claim_attempt_token).id, { is_denied: true });
  },
  /** The agent presents the code that the link answered: the claim is complete. */
  completeClaim({
    claim_attempt_token,
    user_code,
  }: AgentClaimAttemptRef & { readonly user_code: string }): AgentRegistration {
    const attempt = attemptOf(world, claim_attempt_token);
    if (attempt.user_code !== user_code) throw refused(400, "invalid_claim", "The user code is wrong.");
    return world.present(agentRegistrations, completeClaim(world, attempt));
  },
  /** Issues a key or an access token to an agent. */
  issueCredential: (input: AgentCredentialInput) => issueCredential(world, input),
  /** Renews a registration: it lasts as long again as it did at first. */
  refresh({ id }: AgentRegistrationRef): AgentRegistration {
    startLife(world, world.get(agentRegistrations, id));
    return end(world, id, "agent.registration.refreshed", undefined);
  },
  revoke: ({ id }: AgentRegistrationRef): AgentRegistration => end(world, id, "agent.registration.revoked", "revoked"),
  expire: ({ id }: AgentRegistrationRef): AgentRegistration => end(world, id, "agent.registration.expired", "expired"),
  delete: ({ id }: AgentRegistrationRef): void => void world.remove(agentRegistrations, id),
  switchOrganization({
    id,
    organization,
  }: AgentRegistrationRef & { readonly organization: OrganizationRef }): AgentRegistration {
    const { organization_id: from } = world.get(agentRegistrations, id);
    const { id: to } = findOrganization(world, organization);
    const row = world.update(agentRegistrations, id, { organization_id: to });
    if (from !== to)
      world.emit("agent.registration.organization.switched", {
        agent_registration_id: id,
        from_organization_id: from,
        to_organization_id: to,
      });
    return world.present(agentRegistrations, row);
  },
  /** Switches ways to register on and off. */
  configure(changes: Partial<Record<AgentMethod, boolean>>): Readonly<Record<AgentMethod, boolean>> {
    world.write(agentMethods, { ...world.read(agentMethods), ...changes });
    return world.read(agentMethods);
  },
});

/** Has a registration run out when its time is over, counted from now. */
function startLife(world: World, row: AgentRegistrationRow): AgentRegistrationRow {
  if (row.lifetime_seconds === undefined) return row;
  const lifetimeMs = row.lifetime_seconds * 1000;
  world.schedule("agent_registration.expire", lifetimeMs, { id: row.id });
  const kept = { expires_at: world.clock.iso(lifetimeMs), updated_at: row.updated_at };
  return world.update(agentRegistrations, row.id, kept);
}

/** Changes the status with its event; what has ended already stays as it is. */
export function end(
  world: World,
  id: string,
  event: "agent.registration.refreshed" | "agent.registration.revoked" | "agent.registration.expired",
  status: "revoked" | "expired" | undefined,
): AgentRegistration {
  const before = world.get(agentRegistrations, id);
  if (status !== undefined && (before.status === "revoked" || before.status === "expired"))
    return world.present(agentRegistrations, before);
  const row = world.update(agentRegistrations, id, { status, updated_at: world.clock.iso() });
  // Its credentials end with it.
  if (status !== undefined)
    for (const credential of world.rows(agentCredentials, { where: { agent_registration_id: id } }))
      world.table(agentCredentials).remove(credential.id);
  world.emit(event, { agent_registration_id: id });
  return world.present(agentRegistrations, row);
}

function attemptOf(world: World, token: string): AgentClaimAttemptRow {
  const attempt = world.findBy(agentClaimAttempts, "token", token);
  if (!attempt) throw notFound(agentClaimAttempts.label, token);
  return attempt;
}

const letters = "BCDFGHJKLMNPQRSTVWXZ";

/** Two groups of four letters, as in the device flow (facts: agents). */
function userCode(world: World): string {
  const code = Array.from({ length: 8 }, () => letters[world.random.next() % letters.length]).join("");
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
