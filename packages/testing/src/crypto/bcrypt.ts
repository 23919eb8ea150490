/** The boxes of Blowfish as bcrypt changes them. */
interface Boxes {
  readonly p: Int32Array;
  readonly s: Int32Array;
}

const alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const rounds = 16;
const [pWords, sWords] = [rounds + 2, 1024];
const sentence = new TextEncoder().encode("OrpheanBeholderScryDoubt");

/**
 * Whether a password belongs to a bcrypt hash, `$2b$10$salt…hash`. No platform computes it; its cost is meant to be
 * felt: about a tenth of a second at cost 10.
 */
export function matchesBcrypt(value: string, password: string): boolean {
  const [, , cost = "", rest = ""] = value.split("$");
  const salt = decode(rest.slice(0, 22), 16);
  // A zero ends the password, and nothing counts beyond 72 bytes.
  const key = new TextEncoder().encode(`${password}\u0000`).slice(0, 72);
  const boxes = startingBoxes();
  expand(boxes, key, salt);
  for (let turn = 2 ** Number(cost); turn > 0; turn--) {
    expand(boxes, key);
    expand(boxes, salt);
  }
  const words = new Int32Array(sentence.length / 4).map((_, index) => wordAt(sentence, index * 4));
  for (let turn = 0; turn < 64; turn++)
    for (let pair = 0; pair < words.length; pair += 2) encipher(boxes, words, pair, words, pair);
  const wanted = decode(rest.slice(22), 23);
  return wanted.every((byte, index) => byte === (((words[index >> 2] ?? 0) >>> (24 - (index & 3) * 8)) & 0xff));
}

/** Mixes a key into the boxes, and a salt between the steps where there is one. */
function expand({ p, s }: Boxes, key: Uint8Array, salt?: Uint8Array): void {
  for (let index = 0; index < pWords; index++) p[index] = (p[index] ?? 0) ^ wordAt(key, index * 4);
  const block = new Int32Array(2);
  let at = 0;
  for (const box of [p, s])
    for (let index = 0; index < box.length; index += 2, at += 8) {
      if (salt) {
        block[0] = (block[0] ?? 0) ^ wordAt(salt, at);
        block[1] = (block[1] ?? 0) ^ wordAt(salt, at + 4);
      }
      encipher({ p, s }, block, 0, block, 0);
      box.set(block, index);
    }
}

/** Blowfish on one block of two words. */
function encipher({ p, s }: Boxes, from: Int32Array, at: number, to: Int32Array, place: number): void {
  let left = (from[at] ?? 0) ^ (p[0] ?? 0);
  let right = from[at + 1] ?? 0;
  for (let round = 1; round <= rounds; round += 2) {
    right ^= mix(s, left) ^ (p[round] ?? 0);
    left ^= mix(s, right) ^ (p[round + 1] ?? 0);
  }
  to[place] = right ^ (p[rounds + 1] ?? 0);
  to[place + 1] = left;
}

function mix(s: Int32Array, word: number): number {
  const sum = (s[word >>> 24] ?? 0) + (s[256 + ((word >>> 16) & 0xff)] ?? 0);
  return ((sum ^ (s[512 + ((word >>> 8) & 0xff)] ?? 0)) + (s[768 + (word & 0xff)] ?? 0)) | 0;
}

/** Four bytes from a place on, the bytes repeating without end. */
function wordAt(bytes: Uint8Array, at: number): number {
  let word = 0;
  for (let index = at; index < at + 4; index++) word = (word << 8) | (bytes[index % bytes.length] ?? 0);
  return word;
}

/** Blowfish begins with the digits of pi behind the point: computed, since a table of them would be larger. */
function startingBoxes(): Boxes {
  const bits = BigInt((pWords + sWords) * 32);
  // Machin's formula, with digits to spare for what is rounded off.
  const spare = 64n;
  const scaled = 16n * arctangentOfInverse(5n, bits + spare) - 4n * arctangentOfInverse(239n, bits + spare);
  const digits = ((scaled >> spare) & ((1n << bits) - 1n)).toString(16).padStart(Number(bits) / 4, "0");
  const word = (index: number) => Number.parseInt(digits.slice(index * 8, index * 8 + 8), 16);
  return {
    p: Int32Array.from({ length: pWords }, (_, index) => word(index)),
    s: Int32Array.from({ length: sWords }, (_, index) => word(pWords + index)),
  };
}

function arctangentOfInverse(x: bigint, bits: bigint): bigint {
  let power = (1n << bits) / x;
  let sum = power;
  for (let divisor = 3n, sign = -1n; power > 0n; divisor += 2n, sign = -sign) {
    power /= x * x;
    sum += (sign * power) / divisor;
  }
  return sum;
}

/** bcrypt's own base64. */
function decode(text: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let [bits, held, at] = [0, 0, 0];
  for (const letter of text) {
    bits = (bits << 6) | alphabet.indexOf(letter);
    held += 6;
    if (held < 8 || at >= length) continue;
    held -= 8;
    bytes[at++] = (bits >> held) & 0xff;
  }
  return bytes;
}
