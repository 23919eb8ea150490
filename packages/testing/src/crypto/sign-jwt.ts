import type { Jwks } from "../generated/schemas.ts";
import { textToBase64Url, toBase64Url } from "./base64url.ts";
import { signingKey } from "./signing-key.ts";

const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/** Imported once per process: the key never changes, and importing it costs more than a signature. */
let imported: Promise<CryptoKey> | undefined;

function importedKey(): Promise<CryptoKey> {
  const { n, e, secret } = signingKey;
  imported ??= crypto.subtle.importKey("jwk", { kty: "RSA", n, e, ...secret }, algorithm, false, ["sign"]);
  return imported;
}

/** Signs claims as a JWT with RS256; it verifies against {@link jwks}. */
export async function signJwt(claims: Readonly<Record<string, unknown>>): Promise<string> {
  const header = textToBase64Url(JSON.stringify({ alg: "RS256", typ: "JWT", kid: signingKey.kid }));
  const input = `${header}.${textToBase64Url(JSON.stringify(claims))}`;
  const signature = await crypto.subtle.sign(algorithm.name, await importedKey(), new TextEncoder().encode(input));
  return `${input}.${toBase64Url(new Uint8Array(signature))}`;
}

/** The public half, in the form the API publishes it. */
export function jwks(): Jwks {
  const { kid, n, e, x5c, thumbprint } = signingKey;
  return { keys: [{ alg: "RS256", kty: "RSA", use: "sig", x5c: [x5c], n, e, kid, "x5t#S256": thumbprint }] };
}
