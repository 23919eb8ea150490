const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** The four words a {@link Random} continues from; plain data, so that a snapshot can hold it. */
export type RandomState = readonly [number, number, number, number];

/**
 * The world's only source of chance. With a seed the sequence is fixed; without one it starts from the platform's
 * generator. Not for secrets: everything a mock hands out is public by nature.
 */
export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 1;

  constructor(seed?: number | string) {
    const start = seed === undefined ? crypto.getRandomValues(new Uint32Array(3)) : seedWords(String(seed));
    [this.#a = 0, this.#b = 0, this.#c = 0] = start;
    for (let round = 0; round < 12; round++) this.next();
  }

  /** The next unsigned 32-bit number (sfc32: fast, and good enough for ids that must not collide). */
  next(): number {
    const sum = (this.#a + this.#b + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A fraction in [0, 1), for probabilities. */
  fraction(): number {
    return this.next() / 0x1_0000_0000;
  }

  /** Letters and digits, the form of the API's opaque tokens. */
  token(length = 25): string {
    let token = "";
    for (let index = 0; index < length; index++) token += alphanumeric[this.next() % alphanumeric.length];
    return token;
  }

  /** A one-time code: decimal digits, leading zeros kept. */
  digits(length = 6): string {
    let digits = "";
    for (let index = 0; index < length; index++) digits += this.next() % 10;
    return digits;
  }

  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let index = 0; index < length; index++) bytes[index] = this.next() >>> 24;
    return bytes;
  }

  /** A version 4 UUID, the form of Vault ids. */
  uuid(): string {
    const bytes = this.bytes(16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  get state(): RandomState {
    return [this.#a, this.#b, this.#c, this.#d];
  }

  set state(state: RandomState) {
    [this.#a, this.#b, this.#c, this.#d] = state;
  }
}

/** Spreads a text over three words; neighbouring seeds give unrelated sequences. */
function seedWords(seed: string): Uint32Array {
  const words = new Uint32Array(3);
  let hash = 2166136261 ^ seed.length;
  for (let round = 0; round < 3; round++) {
    for (let index = 0; index < seed.length; index++) {
      hash = Math.imul(hash ^ seed.charCodeAt(index), 3432918353);
      hash = (hash << 13) | (hash >>> 19);
    }
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507) ^ round;
    words[round] = hash;
  }
  return words;
}
