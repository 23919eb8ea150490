import type { OAuthToken } from "../../generated/schemas.ts";
import { oauthError } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import type { ConnectApplicationRow } from "../connect-applications/table.ts";
import { matchesChallenge } from "../sso/pkce.ts";
import { users } from "../users/table.ts";
import { onlyOrganization } from "./authorize.ts";
import { authenticateClient, type ClientCall, type Form, formOf } from "./clients.ts";
import { scopesOf } from "./scopes.ts";
import { oauthCodes, oauthDevices, oauthRefreshTokens } from "./table.ts";
import { machineToken, tokensOf } from "./tokens.ts";

interface Exchange {
  readonly world: World;
  readonly application: ConnectApplicationRow;
  readonly form: Form;
  readonly issuer: string;
}

const grants: Readonly<Record<string, (exchange: Exchange) => Promise<OAuthToken>>> = {
  authorization_code: byCode,
  refresh_token: byRefreshToken,
  client_credentials: byClient,
  "urn:ietf:params:oauth:grant-type:device_code": byDevice,
};

/** Grant types of the token endpoint, for discovery. */
export const grantTypes = Object.keys(grants);

/** Gives tokens for what the client brings (RFC 6749, section 3.2). */
export async function exchange(call: ClientCall & { readonly origin: string }): Promise<OAuthToken> {
  const form = formOf(call);
  const { grant_type: type } = form;
  if (type === undefined || type === "") throw oauthError("invalid_request", "grant_type is missing.");
  if (!Object.hasOwn(grants, type)) throw oauthError("unsupported_grant_type", "The grant_type is not supported.");
  const application = authenticateClient(call, type === "client_credentials");
  const isMachine = application.application_type === "m2m";
  if (isMachine !== (type === "client_credentials"))
    throw oauthError("unauthorized_client", `The application may not use the grant ${type}.`);
  const exchangeOf = grants[type];
  if (!exchangeOf) throw oauthError("unsupported_grant_type", "The grant_type is not supported.");
  return exchangeOf({ world: call.world, application, form, issuer: call.origin });
}

/** A required field. */
function need(form: Form, field: string): string {
  const value = form[field];
  if (!value) throw oauthError("invalid_request", `${field} is missing.`);
  return value;
}

async function byCode({ world, application, form, issuer }: Exchange): Promise<OAuthToken> {
  const code = world.find(oauthCodes, need(form, "code"));
  if (code?.application_id !== application.id) throw invalidGrant("The code is not known, or was used.");
  // Whatever comes of it, a code is good for one try (RFC 6749, section 4.1.2).
  world.table(oauthCodes).remove(code.id);
  if (Date.parse(code.expires_at) <= world.clock.now()) throw invalidGrant("The code has expired.");
  if (form.redirect_uri !== code.redirect_uri) throw invalidGrant("The redirect_uri is not that of the request.");
  const { code_challenge: challenge } = code;
  if (challenge !== undefined && !(await matchesChallenge(challenge, form.code_verifier)))
    throw invalidGrant("The code_verifier does not belong to the code_challenge.");
  if (challenge === undefined && form.code_verifier !== undefined)
    throw invalidGrant("The request had no code_challenge.");
  return tokensOf(world, application, code, issuer);
}

async function byRefreshToken({ world, application, form, issuer }: Exchange): Promise<OAuthToken> {
  const token = world.find(oauthRefreshTokens, need(form, "refresh_token"));
  if (token?.application_id !== application.id) throw invalidGrant("The refresh token is not known, or was used.");
  if (Date.parse(token.expires_at) <= world.clock.now()) throw invalidGrant("The refresh token has expired.");
  const wanted = form.scope === undefined ? token.scopes : scopesOf(form.scope);
  if (wanted.some((scope) => !token.scopes.includes(scope)))
    throw oauthError("invalid_scope", "A refresh cannot widen the scopes.");
  world.table(oauthRefreshTokens).remove(token.id);
  return tokensOf(world, application, { ...token, scopes: wanted }, issuer);
}

async function byClient({ world, application, form, issuer }: Exchange): Promise<OAuthToken> {
  const scopes = scopesOf(form.scope);
  const foreign = scopes.find((scope) => !application.scopes.includes(scope));
  if (foreign !== undefined) throw oauthError("invalid_scope", `The scope '${foreign}' is not the application's.`);
  return machineToken(world, application, scopes.length > 0 ? scopes : application.scopes, issuer);
}

async function byDevice({ world, application, form, issuer }: Exchange): Promise<OAuthToken> {
  const device = world.find(oauthDevices, need(form, "device_code"));
  if (device?.application_id !== application.id) throw invalidGrant("The device code is not known, or was used.");
  const now = world.clock.now();
  if (Date.parse(device.expires_at) <= now) throw oauthError("expired_token", "The device code has expired.");
  if (device.state === "denied") throw oauthError("access_denied", "The person refused.");
  const user = world.find(users, device.user_id);
  if (device.state === "pending" || !user) {
    const isHasty = Date.parse(device.last_polled_at ?? "") + device.interval_seconds * 1000 > now;
    const interval_seconds = device.interval_seconds + (isHasty ? 5 : 0);
    world.update(oauthDevices, device.id, { last_polled_at: world.clock.iso(), interval_seconds });
    // Five seconds longer from now on (RFC 8628, section 3.5).
    if (isHasty) throw oauthError("slow_down", `Ask every ${interval_seconds} seconds.`);
    throw oauthError("authorization_pending", "The person has not answered yet.");
  }
  world.table(oauthDevices).remove(device.id);
  const grant = {
    application_id: application.id,
    user_id: user.id,
    scopes: device.scopes,
    organization_id: device.organization_id ?? onlyOrganization(world, user.id),
    sid: world.newId("app_consent"),
    auth_time: Math.floor(world.clock.verifierNow() / 1000),
  };
  return tokensOf(world, application, grant, issuer);
}

function invalidGrant(description: string) {
  return oauthError("invalid_grant", description);
}
