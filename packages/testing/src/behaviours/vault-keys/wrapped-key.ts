import type { Random } from "../../world/random.ts";
import { type KeyContext, keyOf } from "./key-context.ts";

/** A data key, and the context whose key encryption key wraps it. */
export interface DataKeyMaterial {
  readonly id: string;
  readonly context: KeyContext;
  readonly key: Uint8Array<ArrayBuffer>;
}

/**
 * Wraps a data key with AES-256-GCM: `<header length><header><iv><ciphertext>`, in base64. The header names id and context
 * and is authenticated. The API's own form is opaque, so any form that unwraps again serves (facts: behaviours 25).
 */
export async function wrapKey(random: Random, { id, context, key }: DataKeyMaterial): Promise<string> {
  const header = new TextEncoder().encode(JSON.stringify({ id, context }));
  const iv = random.bytes(12);
  const algorithm = { name: "AES-GCM", iv, additionalData: header };
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt(algorithm, await keyOf(context), key));
  return toBase64(Uint8Array.from([header.length >> 8, header.length & 255, ...header, ...iv, ...ciphertext]));
}

/** Unwraps what `wrapKey` made; undefined for anything else. */
export async function unwrapKey(blob: string): Promise<DataKeyMaterial | undefined> {
  try {
    const bytes = Uint8Array.from(atob(blob), (character) => character.charCodeAt(0));
    const end = 2 + ((bytes[0] ?? 0) << 8) + (bytes[1] ?? 0);
    const header = bytes.slice(2, end);
    const { id, context }: DataKeyMaterial = JSON.parse(new TextDecoder().decode(header));
    const algorithm = { name: "AES-GCM", iv: bytes.slice(end, end + 12), additionalData: header };
    const key = await crypto.subtle.decrypt(algorithm, await keyOf(context), bytes.slice(end + 12));
    return { id, context, key: new Uint8Array(key) };
  } catch {
    return undefined;
  }
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
