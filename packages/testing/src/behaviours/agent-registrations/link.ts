import type { AgentClaimAttempt, AgentClaimAttemptLink } from "../../generated/schemas.ts";
import { type Problem, refused } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { organizations } from "../organizations/table.ts";
import { userByEmail } from "../users/find-user.ts";
import { createUser } from "../users/rules.ts";
import { type UserRow, users } from "../users/table.ts";
import {
  type AgentClaimAttemptRow,
  type AgentRegistrationRow,
  agentClaimAttempts,
  agentMethods,
  agentRegistrations,
} from "./table.ts";

/** Ties a claim attempt to a user of the app (facts: agents, behaviours 29; the order of the checks is inferred). */
export function linkAttempt(world: World, body: AgentClaimAttemptLink): AgentClaimAttempt {
  const attempt = world.findBy(agentClaimAttempts, "token", body.claim_attempt_token);
  if (!attempt) throw refused(400, "invalid_claim", "The claim attempt token is not known.");
  const registration = world.get(agentRegistrations, attempt.agent_registration_id);
  refuseClosed(world, attempt, registration);
  const known = world.findBy(users, "external_id", body.user.external_id);
  refuseOtherPerson(world, attempt, registration, body, known);
  const choices = known ? organizationsOf(world, known.id) : [];
  const organizationId = body.organization_id ?? (choices.length > 1 ? undefined : choices[0]?.id);
  if (body.organization_id !== undefined && !choices.some(({ id }) => id === body.organization_id))
    throw refused(400, "invalid_organization", "The user is not an active member of the organization.");
  if (choices.length > 1 && organizationId === undefined)
    throw refused(409, "organization_selection_required", "The user belongs to several organizations.", {
      organizations: choices,
    });
  const user = known ?? createUser(world, { email: body.user.email, external_id: body.user.external_id });
  world.update(agentClaimAttempts, attempt.id, { user_id: user.id, organization_id: organizationId ?? null });
  return {
    id: registration.id,
    status: registration.status,
    user_code: attempt.user_code,
    organizations: choices,
  };
}

function refuseClosed(world: World, attempt: AgentClaimAttemptRow, { claim, method }: AgentRegistrationRow): void {
  if (!world.read(agentMethods)[method])
    throw refused(403, "auth_method_disabled", "Agents may no longer register this way.");
  if (attempt.is_denied) throw refused(403, "claim_denied", "The claim was denied.");
  if (claim?.claim_completion) throw refused(409, "already_claimed", "The agent was claimed already.");
  const now = world.clock.now();
  if (!claim || Date.parse(claim.expires_at) <= now) throw refused(410, "claim_expired", "The claim has expired.");
  if (Date.parse(attempt.expires_at) <= now) throw refused(410, "user_code_expired", "The user code has expired.");
}

function refuseOtherPerson(
  world: World,
  attempt: AgentClaimAttemptRow,
  registration: AgentRegistrationRow,
  { user }: AgentClaimAttemptLink,
  known: UserRow | undefined,
): void {
  const email = user.email.toLowerCase();
  if ((known && known.email.toLowerCase() !== email) || attempt.login_hint.toLowerCase() !== email)
    throw refused(400, "email_mismatch", "The claim was begun, or the user is known, with another e-mail address.");
  const holder = registration.agent_identity.userland_user_id;
  if (holder !== null && holder !== known?.id) throw wrongAccount();
  if (!known && userByEmail(world, email))
    throw refused(409, "email_already_in_use", "Another user has this e-mail address.");
}

function wrongAccount(): Problem {
  return refused(400, "wrong_account", "The agent belongs to another user.");
}

function organizationsOf(world: World, userId: string): { id: string; name: string }[] {
  const own = world.rows(organizationMemberships, { where: { user_id: userId } });
  return own
    .filter((membership) => membership.status === "active")
    .map((membership) => world.get(organizations, membership.organization_id))
    .map(({ id, name }) => ({ id, name }));
}

/** The agent presented the code: the claim is complete and the agent is the user's. */
export function completeClaim(world: World, attempt: AgentClaimAttemptRow): AgentRegistrationRow {
  const registration = world.get(agentRegistrations, attempt.agent_registration_id);
  refuseClosed(world, attempt, registration);
  const { claim } = registration;
  if (attempt.user_id === null || !claim) throw refused(400, "invalid_claim", "No user is linked to the attempt yet.");
  const now = world.clock.iso();
  const { id, created_at, expires_at, user_id, organization_id } = attempt;
  const completed = { ...claim, updated_at: now };
  const row = world.update(agentRegistrations, registration.id, {
    status: "verified",
    organization_id: organization_id ?? undefined,
    agent_identity: { ...registration.agent_identity, userland_user_id: user_id, updated_at: now },
    claim: { ...completed, claim_completion: { id, created_at, updated_at: now, expires_at, claimed_at: now } },
  });
  world.emit("agent.registration.claim.completed", {
    object: "agent_registration_claim",
    id: claim.id,
    agent_registration_id: registration.id,
    completed_by_attempt_id: id,
    claimed_by: { user_id, organization_id },
    completed_at: now,
    created_at: claim.created_at,
    updated_at: now,
  });
  return row;
}
