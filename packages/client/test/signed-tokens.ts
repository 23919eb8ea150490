import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from "jose";
import { createPublicClient } from "../src/client.ts";
import { createTokenVerifier, type TokenVerifierOptions } from "../src/tokens.ts";
import { json, refused, stillWorld } from "./recorder.ts";

export type Keys = Awaited<ReturnType<typeof generateKeyPair>>;

export const one = await generateKeyPair("RS256", { extractable: true });
export const two = await generateKeyPair("RS256", { extractable: true });

/** A public key as the API lists it. */
export async function jwkOf({ publicKey }: Keys, kid: string, changes: object = {}) {
  return { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig", ...changes };
}

/** The claims of an access token at second 1000, the time of `stillWorld`. */
export const standardClaims = {
  iss: "https://api.workos.com",
  sub: "user_1",
  sid: "session_1",
  org_id: "org_1",
  iat: 990,
  exp: 1300,
};

export function sign(claims: object, header: Partial<JWTHeaderParameters>, { privateKey }: Keys): Promise<string> {
  const all = { alg: "RS256", kid: "k1", ...header };
  return new SignJWT({ ...standardClaims, ...claims }).setProtectedHeader(all).sign(privateKey);
}

/** A verifier, an API whose keys can be changed, and tokens that they sign. */
export async function signedTokens(options: TokenVerifierOptions = {}) {
  const world = stillWorld();
  const fetched: string[] = [];
  const keys: Record<string, Keys> = { k1: one, k2: two };
  const list = (kids: string[]) => Promise.all(kids.map((kid) => jwkOf(keys[kid] ?? one, kid)));
  let answer: () => Promise<Response> = async () => json({ keys: await list(["k1"]) });
  const fetch = async (url: string) => {
    fetched.push(url);
    return answer();
  };
  const client = createPublicClient({ clientId: "client_1", fetch, retries: 0 });
  return {
    world,
    fetched,
    client,
    token: (claims: object = {}, kid = "k1", pair = one) => sign(claims, { kid }, pair),
    verifier: createTokenVerifier(client, { world, ...options }),
    serve: (...kids: string[]) => {
      answer = async () => json({ keys: await list(kids) });
    },
    answer: (response: () => Promise<Response>) => {
      answer = response;
    },
    fail: () => {
      answer = () => Promise.reject(refused());
    },
  };
}
