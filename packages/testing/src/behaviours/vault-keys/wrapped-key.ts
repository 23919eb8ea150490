import { Random } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { type KeyContext, keyEncryptionKeys, keyFor, keyIdOf } from "./table.ts";

/** A data key, and the context whose key encryption key wraps it. */
export interface DataKeyMaterial {
  readonly id: string;
  readonly context: KeyContext;
  readonly key: Uint8Array;
}

interface Header {
  readonly id: string;
  readonly context: KeyContext;
  readonly generation: number;
}

const [ivLength, tagLength, keyLength] = [12, 16, 32];

/**
 * Wraps a data key as base64 of `<header length><header><iv><tag><ciphertext>`. The API's own form is opaque, so any
 * reversible one serves (facts: behaviours 25). This one hides nothing from those who read the mock; it is synchronous,
 * unlike the platform's ciphers, so that seeds can use it, and finds every changed byte.
 */
export function wrapKey(world: World, { id, context, key }: DataKeyMaterial): string {
  const { generation } = keyFor(world, context);
  const header = new TextEncoder().encode(JSON.stringify({ id, context, generation } satisfies Header));
  const iv = world.random.bytes(ivLength);
  const secret = keyIdOf(world, context, generation);
  const ciphertext = masked(key, secret, iv);
  const tag = tagOf(secret, header, iv, ciphertext);
  return toBase64(Uint8Array.from([header.length >> 8, header.length & 255, ...header, ...iv, ...tag, ...ciphertext]));
}

/** Unwraps what `wrapKey` made; undefined for anything else, and once the key encryption key was deleted. */
export function unwrapKey(world: World, blob: string): DataKeyMaterial | undefined {
  try {
    const bytes = Uint8Array.from(atob(blob), (character) => character.charCodeAt(0));
    const headerEnd = 2 + ((bytes[0] ?? 0) << 8) + (bytes[1] ?? 0);
    const header = bytes.slice(2, headerEnd);
    const iv = bytes.slice(headerEnd, headerEnd + ivLength);
    const tag = bytes.slice(headerEnd + ivLength, headerEnd + ivLength + tagLength);
    const ciphertext = bytes.slice(headerEnd + ivLength + tagLength);
    const { id, context, generation }: Header = JSON.parse(new TextDecoder().decode(header));
    const secret = keyIdOf(world, context, generation);
    if (ciphertext.length !== keyLength || tagOf(secret, header, iv, ciphertext).join() !== tag.join())
      return undefined;
    if (world.find(keyEncryptionKeys, secret)?.is_deleted) return undefined;
    return { id, context, key: masked(ciphertext, secret, iv) };
  } catch {
    return undefined;
  }
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** The same both ways: every byte meets the byte of a stream that follows from key and iv. */
function masked(bytes: Uint8Array, secret: string, iv: Uint8Array): Uint8Array {
  const stream = new Random(`stream ${secret} ${iv.join()}`).bytes(bytes.length);
  return stream.map((byte, index) => byte ^ (bytes[index] ?? 0));
}

function tagOf(secret: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return new Random(`tag ${secret} ${parts.map((part) => part.join()).join("/")}`).bytes(tagLength);
}
