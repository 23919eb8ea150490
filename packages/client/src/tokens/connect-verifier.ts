import type { JWTPayload } from "jose";
import type { PublicCore } from "../core/core.ts";
import { ConfigurationError } from "../core/errors/errors.ts";
import { oauthJwks } from "../generated/operations/oauth.ts";
import { type CheckerOptions, createChecker } from "./checker.ts";
import type { ConnectTokenClaims } from "./connect-claims.ts";
import { TokenError } from "./token-error.ts";
import { knownClientId, type TokenVerifier } from "./verifier.ts";

/** Which tokens of Connect applications are accepted, and how their keys are kept. */
export interface ConnectTokenVerifierOptions<Kind extends keyof ConnectTokenClaims> extends CheckerOptions {
  /** Your AuthKit domain, `https://….authkit.app` or one of your own: it issues the tokens, and lists their keys. */
  issuer: string;
  /**
   * Whose tokens are accepted: of users who let an OAuth application in (third parties, MCP clients, CLIs), of machines
   * that bring credentials of their own, or of `either`; then only a user's has `sid`.
   */
  kind: Kind;
  /**
   * Who a user's token must be meant for: the resource indicator of this API or MCP server, once the dashboard has any.
   * A machine's token always names the client id.
   * @default the client id, which tokens name that were asked for without a resource
   */
  audience?: string | string[];
  /** The client id of the environment, not that of an application. @default the client's */
  clientId?: string;
}

/**
 * Makes a verifier of the access tokens that WorkOS Connect issues: for APIs that machines call, and for MCP servers.
 *
 * @throws ConfigurationError without an issuer or a client id, once there is a token.
 * @see https://workos.com/docs/authkit/connect/token-claims
 * @example
 * const machines = createConnectTokenVerifier(client, { issuer: "https://acme.authkit.app", kind: "machine" });
 * const { org_id, scope } = await machines.verify(readBearerToken(request) ?? "");
 */
export function createConnectTokenVerifier<Kind extends keyof ConnectTokenClaims>(
  client: PublicCore,
  { issuer, kind, audience, clientId = client.clientId, ...options }: ConnectTokenVerifierOptions<Kind>,
): TokenVerifier<ConnectTokenClaims[Kind]> {
  // A slash at the end is easily written, and no token has it.
  const base = String(issuer).replace(/\/+$/, "");
  const check = createChecker((patience) => oauthJwks(client, { baseUrl: base, ...patience }), options);

  return {
    async verify(token) {
      if (!/^https?:\/\/./.test(base)) {
        throw new ConfigurationError(
          "issuer_invalid",
          "issuer must be the address of your AuthKit domain, such as https://acme.authkit.app.",
        );
      }
      const ownId = kind === "user" && audience ? "" : knownClientId(clientId);
      // `jti` and the audience tell an access token from an ID token, which the same keys sign.
      const claims = await check(token, { issuer: base, requiredClaims: ["exp", "iat", "sub", "jti", "aud"] });
      const found = kindOf(claims);
      if (found === undefined || (kind !== "either" && kind !== found)) throw new TokenError("kind");
      const wanted = [found === "user" ? (audience ?? ownId) : ownId].flat();
      if (![claims.aud].flat().some((each) => each && wanted.includes(each))) throw new TokenError("audience");
      // The kind and `requiredClaims` have made sure of the fields that every such token has.
      return claims as ConnectTokenClaims[Kind];
    },
  };
}

/** Whose token it is. That of a session is neither, though it has `sid` too: that of a user names a consent. */
function kindOf({ sid, sub, client_id = sub }: JWTPayload): "user" | "machine" | undefined {
  if (sid === undefined) return client_id === sub && !String(sub).startsWith("user_") ? "machine" : undefined;
  return typeof sid === "string" && !sid.startsWith("session_") ? "user" : undefined;
}
