import type { AuthenticationMethod } from "../../generated/schemas.ts";
import { type Reply, redirect } from "../../handlers/message.ts";
import { choiceIn, loginPage } from "../../pages/login-page.ts";
import { oauthError, Problem } from "../../problem.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { connections } from "../connections/table.ts";
import { usableInvitation } from "../invitations/rules.ts";
import { defaultRedirect, isAllowedRedirect } from "../redirect-uris/rules.ts";
import { isAlive, sessions } from "../sessions/table.ts";
import { userByEmail } from "../users/find-user.ts";
import { users } from "../users/table.ts";
import { type Arrival, arriveByAuthKit, arriveByConnection, arriveByProvider } from "./arrivals.ts";
import { emitFailed, emitSsoFailed, emitSsoStarted, factorOf } from "./outcomes.ts";
import { accountsOf } from "./pages.ts";
import { authorizationCodes, type PlannedSignIn, plannedSignIns } from "./table.ts";

const codeLifetimeMs = 10 * 60 * 1000;

/** The query of an authorization URL; read leniently, since its faults are told on the redirect. */
export type AuthorizeQuery = Readonly<Record<string, string | undefined>>;

/**
 * Starts a sign-in in the browser and, since there is nobody to ask, finishes it at once: the person is the one
 * planned by the dashboard, else the one of `login_hint`, else the environment's first user (facts: behaviours 12).
 */
export function authorize(world: World, url: URL): Reply {
  const query: AuthorizeQuery = Object.fromEntries(url.searchParams);
  // Before client and redirect URI are known to be good, nothing may be redirected (facts: behaviours 6).
  if (query.client_id !== world.clientId) throw oauthError("invalid_client", "The client ID is not known.");
  const target = query.redirect_uri ?? defaultRedirect(world);
  if (!target || !isAllowedRedirect(world, target))
    throw oauthError("invalid_redirect_uri", "The redirect URI is not one of this environment's.");
  const { state } = query;
  try {
    refuseQuery(query);
    const choice = choiceIn(url);
    if (!choice && world.read(settings).interactive_sign_in) return loginPage("Sign in", url, accountsOf(world));
    if (choice?.error) throw oauthError(choice.error, "The person or the identity provider refused.");
    if (choice?.email) world.insert(plannedSignIns, { email: choice.email });
    const code = issueCode(world, arrive(world, query), query);
    return redirect(target, { code, state });
  } catch (error) {
    const told = error instanceof Problem ? oauthBody(error.body) : undefined;
    if (!told) throw error;
    return redirect(target, { ...told, state });
  }
}

function refuseQuery(query: AuthorizeQuery): void {
  if (query.response_type !== "code") throw oauthError("invalid_request", "The response_type must be code.");
  const { code_challenge: challenge, code_challenge_method: method } = query;
  if ((challenge !== undefined || method !== undefined) && (method !== "S256" || !challenge))
    throw oauthError("invalid_request", "PKCE needs a code_challenge with the code_challenge_method S256.");
}

function arrive(world: World, query: AuthorizeQuery): Arrival {
  const { provider, connection_id: connection, organization_id: organization } = query;
  const selectors = [provider, connection, organization].filter((each) => each !== undefined);
  // Hosted AuthKit may be told the organization; otherwise one of them selects the way.
  const isHosted = provider === "authkit" && connection === undefined;
  if (selectors.length === 0)
    throw oauthError("invalid_connection_selector", "Name a provider, connection or organization.");
  if (selectors.length > 1 && !isHosted)
    throw oauthError("ambiguous_connection_selector", "Name one of provider, connection and organization.");
  const planned = takePlan(world);
  if (planned?.error !== undefined) throw plannedError(world, query, planned, planned.error);
  if (connection !== undefined) return arriveByConnection(world, connection, query, planned);
  if (provider !== undefined && provider !== "authkit") return arriveByProvider(world, provider, query, planned);
  return arriveByAuthKit(world, query, planned);
}

/** The error a test planned, announced the way the failed sign-in would be. */
function plannedError(world: World, query: AuthorizeQuery, planned: PlannedSignIn, error: string): Problem {
  const description = planned.error_description ?? "The sign-in failed.";
  const email = planned.email ?? query.login_hint ?? null;
  const tried = { user_id: (email !== null && userByEmail(world, email)?.id) || null, email };
  const isSocial = query.provider !== undefined && query.provider !== "authkit";
  const factor = isSocial ? "oauth" : planned.method && factorOf(planned.method);
  const connection = world.find(connections, query.connection_id);
  if (connection?.state === "active") emitSsoStarted(world, connection, email);
  if (query.connection_id !== undefined) emitSsoFailed(world, query.connection_id, tried, error, description);
  else if (factor) emitFailed(world, factor, tried, error, description);
  return oauthError(error, description);
}

function takePlan(world: World): PlannedSignIn | undefined {
  const [planned] = world.rows(plannedSignIns);
  if (planned) world.remove(plannedSignIns, planned.id);
  return planned;
}

function issueCode(world: World, arrival: Arrival, query: AuthorizeQuery): string {
  const { invitation_token: invitation } = query;
  // Checked now so that the browser hears of it, and spent when a session results.
  if (invitation !== undefined && arrival.user_id !== undefined)
    usableInvitation(world, invitation, world.get(users, arrival.user_id).email);
  const id = world.random.token(26);
  world.insert(authorizationCodes, {
    id,
    ...arrival,
    code_challenge: query.code_challenge,
    is_reauthentication: isReauthentication(world, arrival, query) || undefined,
    invitation_token: invitation ?? arrival.invitation_token,
    expires_at: world.clock.iso(codeLifetimeMs),
  });
  return id;
}

/** With `max_age`, whoever is signed in already has to prove it again (inferred: facts, events). */
function isReauthentication(world: World, { user_id }: Arrival, { max_age }: AuthorizeQuery): boolean {
  if (max_age === undefined || user_id === undefined) return false;
  return world.rows(sessions, { where: { user_id } }).some((row) => isAlive(row, world));
}

/** A code for somebody the browser part is skipped for. */
export function codeFor(world: World, arrival: Arrival & { method: AuthenticationMethod }): string {
  return issueCode(world, arrival, {});
}

function oauthBody(body: unknown): { error: string; error_description: string } | undefined {
  if (typeof body !== "object" || body === null || !("error" in body) || !("error_description" in body))
    return undefined;
  return { error: String(body.error), error_description: String(body.error_description) };
}
