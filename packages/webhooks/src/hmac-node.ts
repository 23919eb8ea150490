import { createHmac } from "node:crypto";
import type { Secret } from "./secret.ts";

/** Signs `<timestamp>.<body>` and tells the signature as 64 lower-case hex digits. */
export type Signer = (timestamp: string, body: string | Uint8Array) => string | Promise<string>;
/** The same, at once. */
export type SyncSigner = (timestamp: string, body: string | Uint8Array) => string;

/** HMAC-SHA-256 by node:crypto: several times faster than WebCrypto for bodies of this size, and synchronous. */
export function hmacSigner(secret: Secret): SyncSigner {
  return (timestamp, body) => createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
}
