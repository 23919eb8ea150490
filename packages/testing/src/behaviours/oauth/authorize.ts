import { type Reply, redirect } from "../../handlers/message.ts";
import { choiceIn, loginPage } from "../../pages/login-page.ts";
import { oauthError, Problem } from "../../problem.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { plannedSignIns } from "../authentication/table.ts";
import { authkitOauthResources } from "../authkit-oauth-resources/table.ts";
import { noteConsent } from "../authorized-applications/table.ts";
import { type ConnectApplicationRow, connectApplications } from "../connect-applications/table.ts";
import { externalAuthSessions } from "../external-auth/table.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { userByEmail } from "../users/find-user.ts";
import { type UserRow, users } from "../users/table.ts";
import { findClient } from "./clients.ts";
import { refusedScope, scopesOf } from "./scopes.ts";
import { oauthCodes, oauthSettings } from "./table.ts";

const codeLifetimeMs = 10 * 60 * 1000;
/** More would make the page long. */
const greatestAccounts = 20;

/** The query of an authorization request; read leniently, since its faults are told on the redirect. */
export type AuthorizeQuery = Readonly<Record<string, string | undefined>>;

/**
 * Signs the user in and consents at once: the person is the one planned by the dashboard, else the one of
 * `login_hint`, else the environment's first user. With a login page of the app's own, leads there instead.
 */
export function authorize(world: World, url: URL): Reply {
  const query: AuthorizeQuery = Object.fromEntries(url.searchParams);
  const application = findClient(world, query.client_id);
  // Before client and redirect URI are known to be good, nothing may be redirected.
  if (application?.application_type !== "oauth") throw undocumented("invalid_client", "The client is not known.");
  const target = query.redirect_uri;
  if (target === undefined || !isRegistered(application, target))
    throw undocumented("invalid_request", "The redirect_uri is not one of the application's.");
  const { state } = query;
  try {
    refuseQuery(world, application, query);
    const { external_login_uri: loginUri } = world.read(oauthSettings);
    if (loginUri !== null) {
      const { id } = world.insert(externalAuthSessions, { application_id: application.id, query, is_completed: false });
      return redirect(loginUri, { external_auth_id: id });
    }
    const choice = choiceIn(url);
    if (!choice && world.read(settings).interactive_sign_in)
      return loginPage(`Sign in to ${application.name}`, url, accountsOf(world));
    if (choice?.error) throw oauthError(choice.error, "The person refused.");
    const code = issueCode(world, application, query, personOf(world, choice?.email ?? query.login_hint));
    return redirect(target, { code, state });
  } catch (error) {
    const told = error instanceof Problem ? errorIn(error) : undefined;
    if (!told) throw error;
    return redirect(target, { ...told, state });
  }
}

/** The spec has no answer but the redirect; the header says that this one is the mock's own. */
function undocumented(error: string, description: string): Problem {
  return new Problem(400, { error, error_description: description }, { "x-mock-reason": "no-redirect" });
}

/** Loopback addresses may have any port (RFC 8252, section 7.3). */
function isRegistered({ redirect_uris: registered }: ConnectApplicationRow, target: string): boolean {
  if (!URL.canParse(target)) return false;
  const withoutPort = (address: string) => {
    const url = new URL(address);
    if (/^(127\.0\.0\.1|\[::1\]|localhost)$/.test(url.hostname)) url.port = "";
    return url.href;
  };
  return registered.some(({ uri }) => uri === target || withoutPort(uri) === withoutPort(target));
}

function refuseQuery(world: World, application: ConnectApplicationRow, query: AuthorizeQuery): void {
  if (query.response_type !== "code") throw oauthError("unsupported_response_type", "response_type must be code.");
  const { code_challenge: challenge, code_challenge_method: method } = query;
  if ((challenge !== undefined || method !== undefined) && (method !== "S256" || !challenge))
    throw oauthError("invalid_request", "PKCE needs a code_challenge with the code_challenge_method S256.");
  if ((application.uses_pkce || application.is_public) && challenge === undefined)
    throw oauthError("invalid_request", "The application uses PKCE: code_challenge is missing.");
  const refused = refusedScope(application, query.scope);
  if (refused !== undefined) throw oauthError("invalid_scope", `The scope '${refused}' is not the application's.`);
  const known = world.rows(authkitOauthResources);
  if (query.resource !== undefined && known.length > 0 && !known.some(({ uri }) => uri === query.resource))
    throw oauthError("invalid_target", "The resource is not registered.");
}

function accountsOf(world: World) {
  return world
    .rows(users)
    .slice(0, greatestAccounts)
    .map((row) => world.present(users, row));
}

function personOf(world: World, hint: string | undefined): UserRow {
  const [planned] = world.rows(plannedSignIns);
  if (planned) world.remove(plannedSignIns, planned.id);
  if (planned?.error !== undefined) throw oauthError(planned.error, planned.error_description ?? "The sign-in failed.");
  const email = planned?.email ?? hint;
  if (email !== undefined) {
    const user = userByEmail(world, email);
    if (!user) throw oauthError("access_denied", "Nobody has this e-mail address.");
    return user;
  }
  for (const user of world.table(users).walk()) return user;
  throw oauthError("access_denied", "The environment has no user yet.");
}

/** Makes the code; the consent that an application of others needs is given on the way. */
export function issueCode(
  world: World,
  application: ConnectApplicationRow,
  query: AuthorizeQuery,
  user: UserRow,
  claims?: Readonly<Record<string, string>>,
): string {
  const { resource, nonce, code_challenge, redirect_uri = "" } = query;
  const scopes = scopesOf(query.scope);
  if (!application.is_first_party)
    noteConsent(world, {
      user_id: user.id,
      application_id: application.id,
      granted_scopes: scopes,
      oauth_resource: resource,
    });
  const code = world.insert(oauthCodes, {
    id: world.random.token(32),
    application_id: application.id,
    user_id: user.id,
    scopes,
    organization_id: query.organization_id ?? onlyOrganization(world, user.id),
    resource,
    nonce,
    claims,
    redirect_uri,
    code_challenge,
    sid: world.newId("app_consent"),
    auth_time: Math.floor(world.clock.verifierNow() / 1000),
    expires_at: world.clock.iso(codeLifetimeMs),
  });
  return code.id;
}

/** Inferred: who belongs to one organization acts in it; who belongs to several acts for oneself. */
export function onlyOrganization(world: World, userId: string): string | undefined {
  const own = world.rows(organizationMemberships, { where: { user_id: userId } });
  const active = own.filter((membership) => membership.status === "active");
  return active.length === 1 ? active[0]?.organization_id : undefined;
}

/** The last step of a sign-in on the app's own page: back to the application. */
export function finishExternalAuth(world: World, id: string | undefined): Reply {
  const session = world.find(externalAuthSessions, id);
  const user = world.find(users, session?.user_id);
  const application = world.find(connectApplications, session?.application_id);
  if (!session || !user || !application)
    throw undocumented("invalid_request", "The sign-in is not known, or not complete.");
  // Inferred: the choice becomes a claim of the access token. Nobody is here to choose, so it is the first.
  const choices = (session.consent_options ?? []).map(({ claim, choices: [first] }) => [claim, first?.value ?? ""]);
  const code = issueCode(world, application, session.query, user, Object.fromEntries(choices));
  world.table(externalAuthSessions).remove(session.id);
  return redirect(session.query.redirect_uri ?? "", { code, state: session.query.state });
}

function errorIn({ body }: Problem): { error: string; error_description: string } | undefined {
  if (typeof body !== "object" || body === null || !("error" in body) || !("error_description" in body))
    return undefined;
  return { error: String(body.error), error_description: String(body.error_description) };
}
