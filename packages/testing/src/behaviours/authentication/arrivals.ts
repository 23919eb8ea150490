import type { AuthenticationMethod } from "../../generated/schemas.ts";
import { oauthError } from "../../problem.ts";
import { type Settings, settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { type ConnectionRow, connections } from "../connections/table.ts";
import { pendingInvitations } from "../invitations/pending.ts";
import { usableInvitation } from "../invitations/rules.ts";
import { organizationDomains } from "../organization-domains/table.ts";
import { activeMemberships, membershipOf, provisionMembership } from "../organization-memberships/rules.ts";
import { isRefusedOutsider } from "../organizations/domains.ts";
import { organizations } from "../organizations/table.ts";
import { profileOf } from "../sso/codes.ts";
import { isSocialProvider } from "../sso/social-providers.ts";
import { userByEmail } from "../users/find-user.ts";
import { createUser } from "../users/rules.ts";
import { type UserRow, userIdentities, users } from "../users/table.ts";
import type { AuthorizeQuery } from "./authorize.ts";
import { emitSsoFailed, emitSsoStarted } from "./outcomes.ts";
import type { AuthorizationCode, PlannedSignIn } from "./table.ts";

/** Who came back from the sign-in, and how. */
export type Arrival = Omit<AuthorizationCode, "id" | "created_at" | "updated_at" | "expires_at">;

type Plan = PlannedSignIn | undefined;

/** Through the identity provider of a connection: whoever it vouches for becomes a user and a member. */
export function arriveByConnection(world: World, id: string, query: AuthorizeQuery, planned: Plan): Arrival {
  const connection = world.find(connections, id);
  if (!connection) throw oauthError("connection_invalid", "There is no such connection.");
  refuseMethod(world, "SSO");
  if (connection.state !== "active") throw oauthError("connection_unlinked", "The connection is not active.");
  const email = planned?.email ?? query.login_hint ?? `user@${domainOf(world, connection)}`;
  emitSsoStarted(world, connection, email);
  if (isRefusedOutsider(world, connection.organization_id, email)) {
    const [error, text] = ["profile_not_allowed_outside_organization", "The domain is none of the organization's."];
    emitSsoFailed(world, id, { user_id: userByEmail(world, email)?.id ?? null, email }, error, text);
    throw oauthError(error, text);
  }
  const { first_name, last_name, idp_id } = planned ?? {};
  const given = { ...(first_name && { first_name }), ...(last_name && { last_name }), ...(idp_id && { idp_id }) };
  profileOf(world, connection, { email, ...given });
  const user = knownOrNew(world, email, { ...given, email_verified: true }, query);
  const { organization_id } = connection;
  if (organization_id !== undefined) provisionMembership(world, user.id, organization_id);
  return { user_id: user.id, method: "SSO", connection_id: connection.id, organization_id };
}

/** Methods that the settings can turn off. */
const switches: Readonly<Record<string, keyof Settings["authentication_methods"]>> = {
  SSO: "sso",
  Password: "password",
  MagicAuth: "magic_auth",
  Passkey: "passkey",
  GoogleOAuth: "google_oauth",
  MicrosoftOAuth: "microsoft_oauth",
  GitHubOAuth: "github_oauth",
  AppleOAuth: "apple_oauth",
};

function isAllowed(world: World, method: AuthenticationMethod): boolean {
  const name = switches[method];
  return name === undefined || world.read(settings).authentication_methods[name];
}

function refuseMethod(world: World, method: AuthenticationMethod): void {
  if (!isAllowed(world, method)) throw oauthError("authentication_method_not_allowed", `${method} is not enabled.`);
}

/** Through a social provider. */
export function arriveByProvider(world: World, provider: string, query: AuthorizeQuery, planned: Plan): Arrival {
  if (!isSocialProvider(provider)) throw oauthError("invalid_connection_selector", "The provider is not known.");
  refuseMethod(world, provider);
  // Identities spell it differently (facts: contradictions).
  const spelled = provider === "GitHubOAuth" ? "GithubOAuth" : provider;
  const method: AuthenticationMethod = provider;
  const common = { method, organization_id: planned?.organization_id, oauth_tokens: planned?.oauth_tokens };
  const email = planned?.email === null ? null : (planned?.email ?? query.login_hint ?? firstEmail(world));
  const idpId = planned?.idp_id ?? `${provider}_${email ?? world.random.digits(12)}`;
  const login = world.findBy(userIdentities, "login", `${spelled} ${idpId}`);
  if (login) return { ...common, user_id: login.user_id };
  const identity = { provider: spelled, idp_id: idpId };
  if (email === null) return { ...common, identity };
  const { first_name, last_name } = planned ?? {};
  const names = { ...(first_name && { first_name }), ...(last_name && { last_name }) };
  const user = knownOrNew(world, email, { ...names, email_verified: true }, query);
  world.insert(userIdentities, { user_id: user.id, type: "OAuth", ...identity });
  return { ...common, user_id: user.id };
}

/** Through hosted AuthKit: by SSO where the organization has it, else as a user who is known or signs up. */
export function arriveByAuthKit(world: World, query: AuthorizeQuery, planned: Plan): Arrival {
  const wanted = query.organization_id ?? planned?.organization_id;
  if (wanted !== undefined && !world.find(organizations, wanted))
    throw oauthError("organization_invalid", "There is no such organization.");
  const active = world.rows(connections, {
    where: { organization_id: wanted ?? "" },
    filter: (row) => row.state === "active",
  });
  const [connection] = active;
  if (query.provider === undefined && active.length > 1)
    throw oauthError("ambiguous_connection_selector", "The organization has several connections.");
  if (connection && planned?.method === undefined && isAllowed(world, "SSO"))
    return arriveByConnection(world, connection.id, query, planned);
  if (planned?.method !== undefined) refuseMethod(world, planned.method);
  const email = planned?.email ?? query.login_hint ?? firstEmail(world);
  const maySignUp = planned !== undefined || query.screen_hint === "sign-up" || query.invitation_token !== undefined;
  const known = userByEmail(world, email);
  const user = known ?? (maySignUp ? signUp(world, email, query, planned) : undefined);
  if (!user) throw oauthError("user_not_found", "Nobody has the address of the login_hint.");
  const hasPassword = Boolean(user.password_digest || user.password_hash);
  const method = planned?.method ?? (hasPassword && isAllowed(world, "Password") ? "Password" : "MagicAuth");
  const organization_id = organizationOf(world, user, wanted, query);
  // Whoever signs up with an address that is invited accepts the invitation, whatever the method (facts: events).
  const [invitation] = known ? [] : pendingInvitations(world, email);
  return { user_id: user.id, method, organization_id, invitation_token: invitation?.token };
}

/** Hosted AuthKit would let the person choose; the mock takes the oldest membership. */
function organizationOf(world: World, user: UserRow, wanted: string | undefined, query: AuthorizeQuery) {
  if (wanted === undefined) return activeMemberships(world, user.id)[0]?.organization_id;
  const isMember = membershipOf(world, user.id, wanted)?.status === "active";
  const invitation = query.invitation_token && usableInvitation(world, query.invitation_token, user.email);
  if (!isMember && !(invitation && invitation.organization_id === wanted))
    throw oauthError("access_denied", "The user is no member of the organization.");
  return isMember ? wanted : undefined;
}

function signUp(world: World, email: string, query: AuthorizeQuery, planned: Plan): UserRow {
  const { first_name, last_name } = planned ?? {};
  const names = { ...(first_name && { first_name }), ...(last_name && { last_name }) };
  // The hosted page has sent a code to the address before it lets anybody in.
  return knownOrNew(world, email, { ...names, email_verified: true }, query);
}

/** The user of an address; somebody new only where sign-up is open, or by invitation. */
function knownOrNew(
  world: World,
  email: string,
  given: { first_name?: string; last_name?: string; email_verified: boolean },
  query: AuthorizeQuery,
): UserRow {
  const known = userByEmail(world, email);
  if (known) return known;
  const invitation = query.invitation_token && usableInvitation(world, query.invitation_token, email);
  if (!invitation && !world.read(settings).allow_sign_up) throw oauthError("sign_up_not_allowed", "Sign-up is closed.");
  const { first_name, last_name, email_verified } = given;
  const names = { ...(first_name && { first_name }), ...(last_name && { last_name }) };
  return createUser(world, { email, email_verified, ...names });
}

function firstEmail(world: World): string {
  for (const row of world.table(users).walk()) return row.email;
  throw oauthError("user_not_found", "The environment has no user yet: make one, or plan who signs in.");
}

function domainOf(world: World, connection: ConnectionRow): string {
  const where = { organization_id: connection.organization_id ?? "" };
  return connection.domains[0]?.domain ?? world.rows(organizationDomains, { where })[0]?.domain ?? "example.test";
}
