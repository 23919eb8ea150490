import type { Matcher, Signer } from "./hmac-node.ts";
import type { Secret } from "./secret.ts";

// HMAC-SHA-256 by WebCrypto, for every runtime without node:crypto.
const algorithm = { name: "HMAC", hash: "SHA-256" };
const encoder = new TextEncoder();

/** Signs in hex. */
export function hmacSigner(secret: Secret): Signer {
  return async (prefix, body) => {
    const bytes = await new Blob([prefix, body as BlobPart]).arrayBuffer();
    const mac = await crypto.subtle.sign(algorithm, await importKey(secret), bytes);
    return Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, "0")).join("");
  };
}

/** Imports the keys once, and joins prefix and body in a buffer that serves again. */
export function hmacMatcher(secrets: readonly Secret[]): Matcher {
  let keys: readonly CryptoKey[] | undefined;
  let spare: Uint8Array<ArrayBuffer> | undefined;
  return async (prefix, body, signatures) => {
    keys ??= await Promise.all(secrets.map(importKey));
    // A character becomes three bytes at most; those of the prefix, which are digits, one. Behind them a signature.
    const most = (prefix.length + body.length) * 3 + 32;
    const buffer = spare && spare.length >= most ? spare : new Uint8Array(most);
    // Lent to one delivery at a time: none can overwrite what another is having hashed.
    spare = undefined;
    encoder.encodeInto(prefix, buffer);
    let end = prefix.length;
    if (typeof body === "string") end += encoder.encodeInto(body, buffer.subarray(end)).written;
    else {
      buffer.set(body, end);
      end += body.length;
    }
    const bytes = buffer.subarray(0, end);
    const mac = buffer.subarray(end, end + 32);
    let secretIndex = -1;
    for (let index = keys.length; index--; ) {
      // WebCrypto compares in constant time. It hashes once more for each signature, but an ordinary header has one.
      for (const signature of signatures) {
        for (let at = 0; at < 64; at++) {
          // Modulo 32, digits are 16 to 25, and letters, in both cases, 1 to 6. What the byte held before moves out.
          const digit = ((signature.charCodeAt(at) % 32) + 9) % 25;
          mac[at >> 1] = (mac[at >> 1] as number) * 16 + digit;
        }
        if (await crypto.subtle.verify(algorithm, keys[index] as CryptoKey, mac, bytes)) secretIndex = index;
      }
    }
    // Kept for the next delivery, unless this one was extraordinary.
    if (most < 1e6) spare = buffer;
    return secretIndex;
  };
}

function importKey(secret: Secret): Promise<CryptoKey> {
  return crypto.subtle.importKey(
    "raw",
    // Bytes are copied, because WebCrypto refuses those in shared memory.
    typeof secret === "string" ? encoder.encode(secret) : new Uint8Array(secret),
    algorithm,
    false,
    ["sign", "verify"],
  );
}
