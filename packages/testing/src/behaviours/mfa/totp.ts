const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const stepMs = 30_000;

/** Bytes as base32 (RFC 4648) without padding, the form authenticator apps take. */
export function toBase32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(held >>> (bits - 5)) & 31];
    held &= 0xff;
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of text.toUpperCase()) {
    const value = alphabet.indexOf(letter);
    if (value < 0) continue;
    held = ((held << 5) | value) & 0xffff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >>> bits) & 0xff);
  }
  return new Uint8Array(bytes);
}

/** The number of the 30-second step a moment falls into. */
export function totpStep(atMs: number): number {
  return Math.floor(atMs / stepMs);
}

/** The six digits of a secret in a step (RFC 6238 with SHA-1, RFC 4226). */
export async function totpCode(secret: string, step: number): Promise<string> {
  const counter = new DataView(new ArrayBuffer(8));
  counter.setUint32(0, Math.floor(step / 0x1_0000_0000));
  counter.setUint32(4, step % 0x1_0000_0000);
  const algorithm = { name: "HMAC", hash: "SHA-1" };
  const key = await crypto.subtle.importKey("raw", fromBase32(secret), algorithm, false, ["sign"]);
  const digest = new DataView(await crypto.subtle.sign("HMAC", key, counter.buffer));
  const offset = digest.getUint8(digest.byteLength - 1) & 0xf;
  return String((digest.getUint32(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

/**
 * The step in which a code was made, if that is now or one step away. A step that was used already is refused: a code
 * that was seen over somebody's shoulder is worth nothing.
 */
export async function matchingStep(
  secret: string,
  code: string,
  atMs: number,
  lastUsed = -1,
): Promise<number | undefined> {
  const now = totpStep(atMs);
  for (const step of [now, now - 1, now + 1])
    if (step > lastUsed && (await totpCode(secret, step)) === code) return step;
  return undefined;
}
