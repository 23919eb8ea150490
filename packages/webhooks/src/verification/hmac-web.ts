import type { Signer } from "./hmac-node.ts";
import type { Secret } from "./secret.ts";

/** HMAC-SHA-256 by WebCrypto, for every runtime that is not Node. The key is imported once per signer. */
export function hmacSigner(secret: Secret): Signer {
  const { subtle } = crypto;
  const encoder = new TextEncoder();
  const toBytes = (value: Secret) =>
    typeof value === "string" ? encoder.encode(value) : (value as Uint8Array<ArrayBuffer>);
  let key: CryptoKey | undefined;
  return async (prefix, body) => {
    key ??= await subtle.importKey("raw", toBytes(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    const start = toBytes(prefix);
    const end = toBytes(body);
    const bytes = new Uint8Array(start.length + end.length);
    bytes.set(start);
    bytes.set(end, start.length);
    const mac = new DataView(await subtle.sign("HMAC", key, bytes));
    let hex = "";
    for (let at = 0; at < 32; at += 4) hex += mac.getUint32(at).toString(16).padStart(8, "0");
    return hex;
  };
}
