import { base64url, randomText } from "./random.ts";

/** The two halves of a PKCE proof (RFC 7636): keep the verifier, send the challenge. */
export interface Pkce {
  codeVerifier: string;
  codeChallenge: string;
  codeChallengeMethod: "S256";
}

/** Makes a PKCE proof. Needed by public clients, and worth having for all. */
export async function createPkce(): Promise<Pkce> {
  const codeVerifier = randomText();
  return { codeVerifier, codeChallenge: await challengeOf(codeVerifier), codeChallengeMethod: "S256" };
}

/** The challenge that belongs to a verifier. */
export async function challengeOf(codeVerifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(codeVerifier));
  return base64url(new Uint8Array(digest));
}

/** A `state` that nobody can guess: keep it, for instance in a cookie, and compare it with the one that comes back. */
export function createState(): string {
  return randomText();
}
