import type { Signer } from "./hmac-node.ts";
import type { Secret } from "./secret.ts";

/** HMAC-SHA-256 by WebCrypto, for every runtime that is not Node. The key is imported once per signer. */
export function hmacSigner(secret: Secret): Signer {
  const { subtle } = crypto;
  let key: Promise<CryptoKey> | undefined;
  return async (prefix, body) => {
    key ??= subtle.importKey("raw", toBytes(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    const start = toBytes(prefix);
    const end = toBytes(body);
    const bytes = new Uint8Array(start.length + end.length);
    bytes.set(start);
    bytes.set(end, start.length);
    let hex = "";
    for (const byte of new Uint8Array(await subtle.sign("HMAC", await key, bytes))) {
      hex += (byte + 256).toString(16).slice(1);
    }
    return hex;
  };
}

function toBytes(value: Secret): Uint8Array<ArrayBuffer> {
  // WebCrypto wants memory that is not shared. A view of shared memory was copied before it came here.
  return typeof value === "string" ? new TextEncoder().encode(value) : (value as Uint8Array<ArrayBuffer>);
}
