import type { Signer } from "./hmac-node.ts";
import type { Secret } from "./secret.ts";

/** HMAC-SHA-256 by WebCrypto, for every runtime that is not Node. The key is imported once per signer. */
export function hmacSigner(secret: Secret): Signer {
  let key: Promise<CryptoKey> | undefined;
  return async (prefix, body) => {
    key ??= crypto.subtle.importKey("raw", toBytes(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    const mac = await crypto.subtle.sign("HMAC", await key, joinBytes(prefix, body));
    return Array.from(new Uint8Array(mac), (byte) => (byte + 256).toString(16).slice(1)).join("");
  };
}

function joinBytes(prefix: string, body: string | Uint8Array): Uint8Array<ArrayBuffer> {
  if (typeof body === "string") return toBytes(prefix + body);
  const start = toBytes(prefix);
  const bytes = new Uint8Array(start.length + body.length);
  bytes.set(start);
  bytes.set(body, start.length);
  return bytes;
}

// A copy, because WebCrypto refuses shared memory.
function toBytes(value: Secret): Uint8Array<ArrayBuffer> {
  return typeof value === "string" ? new TextEncoder().encode(value) : value.slice();
}
