import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { createClient } from "../src/client.ts";
import { json, type Recorded, recorder } from "./recorder.ts";

export const clientId = "client_1";
export const password = "a password of at least thirty-two characters";

/** A request that carries a cookie as a browser would. */
export function requestWith(setCookie: string): Request {
  return new Request("https://app.test/", { headers: { cookie: setCookie.split(";")[0] ?? "" } });
}

/** A user as the API writes it. */
export const user = {
  object: "user",
  id: "user_1",
  email: "robin@bluefern.example",
  email_verified: true,
  first_name: "Robin",
  last_name: "Vale",
  name: "Robin Vale",
  profile_picture_url: null,
  last_sign_in_at: "2026-11-19T07:30:44.012Z",
  external_id: null,
  metadata: { favourite_colour: "green" },
  locale: "en",
  created_at: "2026-10-12T08:41:17.205Z",
  updated_at: "2026-11-03T14:02:55.871Z",
} as const;

/** An API that signs real tokens: authentications, refreshes that rotate, and the keys to check them with. */
export async function tokenWorld() {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: "k1", alg: "RS256", use: "sig" }] };
  const spent = new Set<string>();
  let count = 0;

  const authentication = async ({ expiresIn = 300, madeAgo = 600, organization_id = "org_1", changed = {} } = {}) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: `https://api.workos.com/user_management/${clientId}`,
      sub: user.id,
      sid: "session_1",
      org_id: organization_id,
      role: "admin",
    };
    const access_token = await new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: "k1" })
      .setIssuedAt(now - madeAgo)
      .setExpirationTime(now + expiresIn)
      .sign(privateKey);
    return {
      user: { ...user, ...changed },
      organization_id,
      access_token,
      refresh_token: `refresh_${++count}`,
      authentication_method: "Password" as const,
    };
  };
  const answer = async (request: Pick<Recorded, "url" | "body">): Promise<Response> => {
    if (request.url.pathname.startsWith("/sso/jwks/")) return json(jwks);
    const body = Object(
      request.body?.startsWith("{") ? JSON.parse(request.body) : Object.fromEntries(new URLSearchParams(request.body)),
    );
    if (body.grant_type === "refresh_token") {
      if (spent.has(body.refresh_token)) return json({ error: "invalid_grant", error_description: "Used." }, 400);
      spent.add(body.refresh_token);
    }
    return json(await authentication({ organization_id: body.organization_id, changed: { last_name: "Changed" } }));
  };
  const { fetch, requests } = recorder(answer);
  const client = createClient({ apiKey: "sk_test", clientId, fetch });
  const refreshes = () => requests.filter((each) => each.url.pathname === "/user_management/authenticate").length;
  return { authentication, answer, client, requests, refreshes, jwks };
}
