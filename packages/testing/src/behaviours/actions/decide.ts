import type { AuthenticationMethod, EventOrganizationMembership } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import { invitations } from "../invitations/table.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { organizations } from "../organizations/table.ts";
import { users } from "../users/table.ts";
import { ask, endpointFor } from "./ask.ts";
import type { ActionExecutionRow } from "./table.ts";

/** Circumstances of a sign-in or sign-up. */
export interface ActionCircumstances {
  /** How the person proves who they are. */
  readonly authentication_method?: AuthenticationMethod | undefined;
  readonly ip_address?: string | undefined;
  readonly user_agent?: string | undefined;
  readonly device_fingerprint?: string | undefined;
}

/** Somebody who is about to sign in. */
export interface SignInQuestion extends ActionCircumstances {
  readonly user_id: string;
  readonly organization_id?: string | undefined;
  readonly issuer?: string | undefined;
}

/**
 * Lets the app's endpoint decide on a sign-in; undefined when there is none. A refusal is announced (facts: actions).
 */
export async function decideSignIn(world: World, given: SignInQuestion): Promise<ActionExecutionRow | undefined> {
  const endpoint = endpointFor(world, "authentication");
  if (!endpoint) return undefined;
  const user = world.present(users, world.get(users, given.user_id));
  const organization = world.find(organizations, given.organization_id);
  const membership = organization && world.findBy(organizationMemberships, "pair", `${user.id} ${organization.id}`);
  const execution = await ask(world, endpoint, {
    object: "authentication_action_context",
    user,
    ...circumstances(given),
    ...(given.issuer !== undefined && { issuer: given.issuer }),
    ...(organization && { organization: world.present(organizations, organization) }),
    ...(membership && { organization_membership: memberOf(world, membership.id) }),
  });
  if (execution.verdict === "Deny")
    world.emit("action.authentication.denied", {
      action_endpoint_id: endpoint.id,
      action_execution_id: execution.id,
      type: "authentication",
      verdict: "Deny",
      user_id: user.id,
      organization_id: organization?.id ?? null,
      email: user.email,
      ip_address: given.ip_address ?? null,
      user_agent: given.user_agent ?? null,
    });
  return execution;
}

/** Somebody who is about to sign up. */
export interface SignUpQuestion extends ActionCircumstances {
  readonly email: string;
  readonly name?: string | undefined;
  readonly first_name?: string | undefined;
  readonly last_name?: string | undefined;
  readonly invitation_id?: string | undefined;
}

/** Lets the app's endpoint decide on a sign-up; undefined when there is none. */
export async function decideSignUp(world: World, given: SignUpQuestion): Promise<ActionExecutionRow | undefined> {
  const endpoint = endpointFor(world, "user_registration");
  if (!endpoint) return undefined;
  const invitation = world.find(invitations, given.invitation_id);
  const { email, name = null, first_name = null, last_name = null } = given;
  const execution = await ask(world, endpoint, {
    object: "user_registration_action_context",
    user_data: { object: "user_data", email, name, first_name, last_name },
    ...(invitation && { invitation: world.present(invitations, invitation) }),
    ...circumstances(given),
  });
  if (execution.verdict === "Deny")
    world.emit("action.user_registration.denied", {
      action_endpoint_id: endpoint.id,
      action_execution_id: execution.id,
      type: "user_registration",
      verdict: "Deny",
      organization_id: invitation?.organization_id ?? null,
      email,
      ip_address: given.ip_address ?? null,
      user_agent: given.user_agent ?? null,
    });
  return execution;
}

function circumstances(given: ActionCircumstances) {
  const { authentication_method, ip_address, user_agent, device_fingerprint } = given;
  return {
    ...(authentication_method !== undefined && { authentication_method }),
    ...(ip_address !== undefined && { ip_address }),
    ...(user_agent !== undefined && { user_agent }),
    ...(device_fingerprint !== undefined && { device_fingerprint }),
  };
}

/** The membership as events show it, which is the form of the context. */
function memberOf(world: World, id: string): EventOrganizationMembership {
  const {
    user: _user,
    organization_name: _name,
    ...member
  } = world.present(organizationMemberships, world.get(organizationMemberships, id));
  return { ...member, custom_attributes: member.custom_attributes ?? {} };
}
