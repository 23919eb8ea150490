import { WebhookVerificationError } from "./errors.ts";
import type { Signer } from "./hmac-node.ts";
import type { Secret } from "./secret.ts";

/** HMAC-SHA-256 by WebCrypto, for every runtime that is not Node. The key is imported once per signer. */
export function hmacSigner(secret: Secret): Signer {
  let key: Promise<CryptoKey> | undefined;
  return async (prefix, body) => {
    key ??= importKey(secret);
    const mac = await subtleCrypto().sign("HMAC", await key, joinBytes(prefix, body));
    return toHex(new Uint8Array(mac));
  };
}

function importKey(secret: Secret): Promise<CryptoKey> {
  const bytes = typeof secret === "string" ? new TextEncoder().encode(secret) : secret.slice();
  return subtleCrypto().importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

function subtleCrypto(): SubtleCrypto {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (!subtle) throw new WebhookVerificationError("invalid_options", ["WebCrypto exists only in a secure context."]);
  return subtle;
}

function joinBytes(prefix: string, body: string | Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  if (typeof body === "string") return encoder.encode(prefix + body);
  const start = encoder.encode(prefix);
  const bytes = new Uint8Array(start.length + body.length);
  bytes.set(start);
  bytes.set(body, start.length);
  return bytes;
}

function toHex(bytes: Uint8Array): string {
  let hex = "";
  for (const byte of bytes) hex += (byte + 256).toString(16).slice(1);
  return hex;
}
