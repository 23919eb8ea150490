import { KitError } from "../core/errors/errors.ts";

/** What was encrypted here, or claims to have been, cannot be opened. */
export class VaultBlobError extends KitError {
  static readonly kind = "VaultBlobError";
  declare readonly name: "VaultBlobError";
  /** `malformed`: it was never a blob. `authentication`: it was changed, or the associated data differs. */
  declare readonly reason: "malformed" | "authentication";

  constructor(reason: "malformed" | "authentication", cause?: unknown) {
    const text =
      reason === "malformed" ? "This is not an encrypted blob." : "The blob or its associated data was changed.";
    super("VaultBlobError", undefined, text, { reason }, cause);
  }
}

/** The parts of a blob: all that is needed to open it, but for the key that the API keeps. */
export interface Blob {
  iv: Uint8Array<ArrayBuffer>;
  tag: Uint8Array<ArrayBuffer>;
  /** The data key, encrypted by the API. */
  encryptedKeys: Uint8Array<ArrayBuffer>;
  ciphertext: Uint8Array<ArrayBuffer>;
}

const ivBytes = 12;
export const tagBytes = 16;

/** IV, tag, length of the encrypted keys as LEB128, encrypted keys, ciphertext: the layout of the vendor's SDK. */
export function writeBlob({ iv, tag, encryptedKeys, ciphertext }: Blob): string {
  return toBase64(concat(iv, tag, Uint8Array.from(leb128(encryptedKeys.length)), encryptedKeys, ciphertext));
}

/** @throws VaultBlobError when the text is not a blob. */
export function readBlob(text: string): Blob {
  const bytes = fromBase64(text);
  const tagEnd = ivBytes + tagBytes;
  let length = 0;
  let at = tagEnd;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    if (byte === undefined || shift > 28) throw new VaultBlobError("malformed");
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  if (length === 0 || at + length > bytes.length) throw new VaultBlobError("malformed");
  return {
    iv: bytes.slice(0, ivBytes),
    tag: bytes.slice(ivBytes, tagEnd),
    encryptedKeys: bytes.slice(at, at + length),
    ciphertext: bytes.slice(at + length),
  };
}

function leb128(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

export function concat(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** @throws RangeError for more than a text can hold, which is 400 MB in V8. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  // Piece by piece, each a multiple of three: byte by byte it takes a hundred times as long, all at once there would be too
  // many arguments, and a text too large for `btoa` ends a Node process. `apply` takes a fifth of the time of a spread.
  for (let at = 0; at < bytes.length; at += 8190)
    text += btoa(Reflect.apply(String.fromCharCode, undefined, bytes.subarray(at, at + 8190)));
  return text;
}

/** @throws VaultBlobError when the text is not base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  let binary: string;
  try {
    binary = atob(text);
  } catch (cause) {
    throw new VaultBlobError("malformed", cause);
  }
  // A loop: Uint8Array.from with a function takes thirty times as long.
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
