import type { Operations } from "../../generated/operation-types.ts";
import { type Reply, redirect } from "../../handlers/message.ts";
import { choiceIn, loginPage } from "../../pages/login-page.ts";
import { oauthError } from "../../problem.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { type ConnectionRow, connections } from "../connections/table.ts";
import { holderOfVerified } from "../organization-domains/rules.ts";
import { organizationDomains } from "../organization-domains/table.ts";
import { isRefusedOutsider } from "../organizations/domains.ts";
import { organizations } from "../organizations/table.ts";
import { isAllowedRedirect } from "../redirect-uris/rules.ts";
import { emitFailed, emitStarted } from "./announcements.ts";
import { issueCode, type Person, profileOf } from "./codes.ts";
import { isSocialProvider } from "./social-providers.ts";
import { type PlannedLogin, plannedLogins, profiles } from "./table.ts";
import { beginVisit, endVisit } from "./visits.ts";

type Query = Operations["getSsoAuthorizationUrl"]["query"];

/** An error of the sign-in, to be handed back on the redirect. */
class SignInError extends Error {
  readonly code: string;
  constructor(code: string, description: string) {
    super(description);
    this.code = code;
  }
}

/**
 * Starts a sign-in and, since there is no identity provider to visit, finishes it at once: the person is the one
 * planned by the dashboard, else the one of `login_hint`, else somebody of the organization's domain.
 */
export function authorize(world: World, query: Query, url: URL): Reply {
  // Before client and redirect URI are known to be good, nothing may be redirected (facts: behaviours 6).
  if (query.client_id !== world.clientId) throw oauthError("invalid_client", "The client ID is not known.");
  if (!query.redirect_uri || !isAllowedRedirect(world, query.redirect_uri))
    throw oauthError("invalid_redirect_uri", "The redirect URI is not one of this environment's.");
  const { state, redirect_uri: target } = query;
  try {
    if (query.response_type !== "code") throw new SignInError("invalid_request", "The response_type must be code.");
    const connection = connectionFor(world, query);
    if (connection.state !== "active") throw new SignInError("connection_unlinked", "The connection is not active.");
    const choice = choiceIn(url);
    const planned = plannedFor(world, connection);
    if (!choice && (planned?.is_abandoned || world.read(settings).interactive_sign_in)) {
      if (planned?.is_abandoned) world.remove(plannedLogins, planned.id);
      beginVisit(world, connection, url);
      return loginPage(connection.name, url, peopleOf(world, connection));
    }
    const isBack = endVisit(world, url);
    if (choice?.error) {
      emitFailed(world, connection, choice.error, "The person or the identity provider refused.");
      throw new SignInError(choice.error, "The person or the identity provider refused.");
    }
    const person =
      choice?.email === undefined
        ? personFor(world, connection, query.login_hint, isBack)
        : knownPerson(world, connection, choice.email);
    if (!isBack) emitStarted(world, connection, person.email);
    if (isRefusedOutsider(world, connection.organization_id, person.email)) {
      const refusal = "The profile's domain is none of the organization's.";
      emitFailed(world, connection, "profile_not_allowed_outside_organization", refusal);
      throw new SignInError("profile_not_allowed_outside_organization", refusal);
    }
    const profile = profileOf(world, connection, person);
    const codeChallenge = url.searchParams.get("code_challenge") ?? undefined;
    const code = issueCode(world, profile.id, {
      ...(codeChallenge !== undefined && { code_challenge: codeChallenge }),
      ...(query.provider_scopes && { provider_scopes: query.provider_scopes }),
    });
    return redirect(target, { code, state });
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    return redirect(target, { error: error.code, error_description: error.message, state });
  }
}

function connectionFor(world: World, query: Query): ConnectionRow {
  const selectors = [query.connection, query.organization, query.provider, query.domain].filter(
    (each) => each !== undefined,
  );
  if (selectors.length !== 1)
    throw new SignInError(
      selectors.length === 0 ? "invalid_connection_selector" : "ambiguous_connection_selector",
      "Exactly one of connection, organization and provider must be given.",
    );
  if (query.connection !== undefined) {
    const connection = world.find(connections, query.connection);
    if (!connection) throw new SignInError("connection_invalid", "There is no such connection.");
    return connection;
  }
  if (query.provider !== undefined) return providerConnection(world, query.provider);
  if (query.organization !== undefined) return organizationConnection(world, query.organization);
  return domainConnection(world, String(query.domain));
}

/** Social logins have one connection in an environment, made when it is first used. */
function providerConnection(world: World, provider: NonNullable<Query["provider"]>): ConnectionRow {
  if (!isSocialProvider(provider)) throw new SignInError("invalid_connection_selector", "The provider is not known.");
  const found = world.rows(connections, { where: { connection_type: provider } });
  const own = found.find((row) => row.organization_id === undefined);
  return (
    own ??
    world.insert(connections, {
      connection_type: provider as ConnectionRow["connection_type"],
      name: provider,
      state: "active",
      domains: [],
      external_key: world.random.token(24),
    })
  );
}

function organizationConnection(world: World, id: string): ConnectionRow {
  if (!world.find(organizations, id)) throw new SignInError("organization_invalid", "There is no such organization.");
  const all = world.rows(connections, { where: { organization_id: id } });
  const active = all.filter((row) => row.state === "active");
  if (active.length > 1)
    throw new SignInError("ambiguous_connection_selector", "The organization has several connections.");
  const [only = all[0]] = active;
  if (!only) throw new SignInError("organization_invalid", "The organization has no connection.");
  return only;
}

function domainConnection(world: World, domain: string): ConnectionRow {
  const direct = activeFirst(world.rows(connections, { where: { domain: domain.toLowerCase() } }));
  if (direct) return direct;
  // Others may wait for the same domain: it is the one's who has proven it.
  const owner = holderOfVerified(world, domain);
  const where = { organization_id: owner?.organization_id };
  const connection = owner && activeFirst(world.rows(connections, { where }));
  if (!connection) throw new SignInError("connection_domain_invalid", "No connection belongs to the domain.");
  return connection;
}

/** One that works, else any: its state is then what the sign-in fails with. */
function activeFirst(rows: readonly ConnectionRow[]): ConnectionRow | undefined {
  return rows.find((row) => row.state === "active") ?? rows[0];
}

function plannedFor(world: World, connection: ConnectionRow): PlannedLogin | undefined {
  return world.rows(plannedLogins).find((row) => [undefined, connection.id].includes(row.connection_id));
}

function personFor(world: World, connection: ConnectionRow, loginHint: string | undefined, isBack: boolean): Person {
  const planned = plannedFor(world, connection);
  if (planned) world.table(plannedLogins).remove(planned.id);
  if (planned?.error) {
    // The browser went to the identity provider, or nobody could have refused.
    if (!isBack) emitStarted(world, connection, loginHint ?? null);
    emitFailed(world, connection, planned.error.error, planned.error.description ?? "The sign-in failed.");
    throw new SignInError(planned.error.error, planned.error.description ?? "The sign-in failed.");
  }
  const email = planned?.person?.email ?? loginHint ?? `user@${domainOf(world, connection)}`;
  return { ...planned?.person, email };
}

/** Who can be picked: everyone seen at the connection, and somebody of its domain. */
function peopleOf(world: World, connection: ConnectionRow): Person[] {
  const seen = world.rows(profiles, { where: { connection_id: connection.id } });
  return seen.length > 0 ? seen : [{ email: `user@${domainOf(world, connection)}` }];
}

function knownPerson(world: World, connection: ConnectionRow, email: string): Person {
  return peopleOf(world, connection).find((person) => person.email === email) ?? { email };
}

function domainOf(world: World, connection: ConnectionRow): string {
  const own = connection.domains[0]?.domain;
  const owners = connection.organization_id;
  const first = owners && world.rows(organizationDomains, { where: { organization_id: owners } })[0]?.domain;
  return own ?? (first || "example.test");
}
