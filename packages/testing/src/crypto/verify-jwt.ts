import { fromBase64 } from "./base64url.ts";
import { signingKey } from "./signing-key.ts";

const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/** Claims of a token, unread: whoever uses one checks its type. */
export type Claims = Readonly<Record<string, unknown>>;

/** Imported once per process, like the private half. */
let imported: Promise<CryptoKey> | undefined;

/**
 * The claims of a JWT that a mock has signed and that has not expired by `now` (milliseconds since 1970); undefined
 * for everything else.
 */
export async function verifyJwt(token: string, now: number): Promise<Claims | undefined> {
  const [header = "", payload = "", signature = "", ...rest] = token.split(".");
  const bytes = fromBase64(signature);
  if (rest.length > 0 || !bytes || bytes.length === 0) return undefined;
  const { n, e } = signingKey;
  imported ??= crypto.subtle.importKey("jwk", { kty: "RSA", n, e }, algorithm, false, ["verify"]);
  const input = new TextEncoder().encode(`${header}.${payload}`);
  if (!(await crypto.subtle.verify(algorithm.name, await imported, bytes, input))) return undefined;
  const claims = JSON.parse(new TextDecoder().decode(fromBase64(payload))) as Claims; // Signed by us: it is an object.
  return typeof claims.exp === "number" && claims.exp * 1000 > now ? claims : undefined;
}
