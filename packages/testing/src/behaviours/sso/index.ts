import type { Profile, ProfileAndToken } from "../../generated/schemas.ts";
import { redirect } from "../../handlers/message.ts";
import { notFound, oauthError, problem, refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { connections } from "../connections/table.ts";
import { defaultRedirect, isAllowedRedirect } from "../redirect-uris/rules.ts";
import { emitSucceeded } from "./announcements.ts";
import { authorize } from "./authorize.ts";
import { issueCode, profileOf, redeemCode } from "./codes.ts";
import { matchesChallenge } from "./pkce.ts";
import { type ProfileRow, plannedLogins, profiles, ssoCodes, ssoTokens, ssoVisits } from "./table.ts";
import { giveUpVisit } from "./visits.ts";

/** The spec's sample says 600, the reference five minutes; clients follow the field (facts: behaviours 7). */
const accessTokenSeconds = 600;
const logoutTokenMs = 5 * 60 * 1000;

/** Who signs in next; what is left out is made up from the connection. */
export type LoginInput = Partial<Profile> & { readonly connection?: string };

/** What a browser brings along that began at the identity provider. */
export interface ProviderStart {
  readonly redirect_uri: string;
  readonly code: string;
}

export const ssoResource = defineResource({
  tables: [profiles, ssoCodes, ssoTokens, ssoVisits, plannedLogins],
  behaviours: {
    getSsoAuthorizationUrl: ({ world, query, url }) => authorize(world, query, url),
    getProfileAndToken: ({ world, body, url }) => exchange(world, { ...Object.fromEntries(url.searchParams), ...body }),
    getProfile: ({ world, bearer }) => {
      const token = world.find(ssoTokens, bearer);
      const isValid = token?.kind === "access" && Date.parse(token.expires_at) > world.clock.now();
      const profile = isValid ? world.find(profiles, token.profile_id) : undefined;
      if (!profile) throw problem(401, { error: "Unauthorized", message: "Unauthorized" });
      return world.present(profiles, profile);
    },
    createSsoLogoutToken: ({ world, body, origin }) => {
      const profile = world.get(profiles, body.profile_id);
      if (profile.connection_type.endsWith("OAuth") || profile.connection_type === "MagicLink")
        throw oauthError("connection_invalid", "The connection does not support logout.");
      const token = issueToken(world, "logout", profile, logoutTokenMs);
      return { logout_token: token, logout_url: `${origin}/sso/logout?token=${token}` };
    },
    ssoLogout: ({ world, query }) => {
      const token = world.find(ssoTokens, query.token);
      if (token?.kind !== "logout" || Date.parse(token.expires_at) <= world.clock.now())
        throw notFound("Logout token", String(query.token));
      world.table(ssoTokens).remove(token.id);
      const profile = world.find(profiles, token.profile_id);
      const connection = world.find(connections, profile?.connection_id);
      return redirect(connection?.logout_url ?? "https://idp.example.test/logout");
    },
  },
  unvalidated: ["getSsoAuthorizationUrl", "getProfileAndToken"],
  locate: {
    getProfile: (world, { bearer }) => world.find(ssoTokens, bearer) !== undefined,
    ssoLogout: (world, { query }) => world.find(ssoTokens, query.token) !== undefined,
    getProfileAndToken: (world, { body }) => world.find(ssoCodes, String(body.code)) !== undefined,
  },
  timers: { sso_visit_ends: (world, { visit }) => giveUpVisit(world, String(visit)) },
  dashboard: (world) => ({
    /** Says who signs in next, at a connection or at any. Several are taken in order. */
    nextLogin({ connection, ...person }: LoginInput): void {
      world.insert(plannedLogins, { person, connection_id: connection });
    },
    /** Somebody signs in at the identity provider first: her browser comes without a state (facts: behaviours 6). */
    startAtProvider(
      input: LoginInput & { readonly connection: string; readonly redirect_uri?: string },
    ): ProviderStart {
      const { connection: id, redirect_uri, ...person } = input;
      const connection = world.get(connections, id);
      const target = redirect_uri ?? defaultRedirect(world);
      if (!target || !isAllowedRedirect(world, target))
        throw refusedPlainly(422, "Name a redirect_uri that is allowed, or make one the default.");
      if (connection.state !== "active") throw refusedPlainly(422, "The connection is not active.");
      const profile = profileOf(world, connection, { ...person, email: person.email ?? "user@example.test" });
      return { redirect_uri: target, code: issueCode(world, profile.id) };
    },
    /** Lets the next sign-in fail the way the identity provider or the person would. */
    nextError(input: { readonly error: string; readonly description?: string; readonly connection?: string }): void {
      const { connection, error, description } = input;
      world.insert(plannedLogins, {
        connection_id: connection,
        error: { error, ...(description !== undefined && { description }) },
      });
    },
    /** Lets the next browser stay at the identity provider: after five minutes its sign-in counts as timed out. */
    abandonNext(input: { readonly connection?: string } = {}): void {
      world.insert(plannedLogins, { connection_id: input.connection, is_abandoned: true });
    },
    /** The profiles that sign-ins have made. */
    profiles: (): Profile[] => world.rows(profiles).map((row) => world.present(profiles, row)),
  }),
});

async function exchange(world: World, input: Readonly<Record<string, unknown>>): Promise<ProfileAndToken> {
  const { grant_type: grant, code, client_id: client, client_secret: secret, code_verifier: verifier } = input;
  if (typeof grant !== "string") throw missing("grant_type");
  if (grant !== "authorization_code")
    throw oauthError("unsupported_grant_type", "The grant_type must be authorization_code.");
  if (client !== world.clientId) throw oauthError("invalid_client", "The client ID is not known.");
  // With PKCE a public client has no secret (facts: recent additions).
  const isPublic = secret === undefined && typeof verifier === "string";
  if (!isPublic && secret !== world.apiKey) throw oauthError("unauthorized_client", "The client secret is wrong.");
  if (typeof code !== "string") throw missing("code");
  const redeemed = redeemCode(world, code);
  const challenge = redeemed?.code.code_challenge;
  const isProven = challenge === undefined ? !isPublic : await matchesChallenge(challenge, verifier);
  if (!redeemed || !isProven)
    throw oauthError("invalid_grant", "The code is unknown, was used before, or has expired.");
  const { profile } = redeemed;
  emitSucceeded(world, profile.connection_id, profile.email);
  const scopes = profile.connection_type.endsWith("OAuth") ? redeemed.code.provider_scopes : undefined;
  return {
    token_type: "Bearer",
    access_token: issueToken(world, "access", profile, accessTokenSeconds * 1000),
    expires_in: accessTokenSeconds,
    profile: world.present(profiles, profile),
    ...(scopes && {
      oauth_tokens: {
        provider: profile.connection_type,
        access_token: world.random.token(40),
        refresh_token: world.random.token(40),
        expires_at: Math.floor(world.clock.now() / 1000) + 3600,
        scopes: [...scopes],
      },
    }),
  };
}

/** The spec's 422 has a message; OAuth clients look for the error. */
function missing(field: string) {
  const message = `${field} is required.`;
  return problem(422, {
    message,
    error: "invalid_request",
    error_description: message,
    errors: [{ field, code: "required", message }],
  });
}

function issueToken(world: World, kind: "access" | "logout", profile: ProfileRow, lifetimeMs: number): string {
  const id = world.random.token(40);
  world.insert(ssoTokens, { id, kind, profile_id: profile.id, expires_at: world.clock.iso(lifetimeMs) });
  return id;
}
