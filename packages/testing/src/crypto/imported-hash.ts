import { fromBase64 } from "./base64url.ts";
import { matchesPhcHash } from "./phc-hash.ts";

/** A password hash of another system, as it was given to the API. */
export interface ImportedHash {
  readonly type: string;
  readonly value: string;
  /** Where the salt goes with `ssha256`. @default "suffix" */
  readonly saltPosition?: "prefix" | "suffix";
}

const forms: Readonly<Record<string, RegExp>> = {
  bcrypt: /^\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}$/,
  "firebase-scrypt": /^\$firebase-scrypt\$.+/,
  ssha: /^(\{SSHA\})?[A-Za-z0-9+/_-]{28,}={0,2}$/,
  ssha256: /^(\{SSHA256\})?[A-Za-z0-9+/_-]{43,}={0,2}$/,
  scrypt: /^\$scrypt\$.+\$.+/,
  pbkdf2: /^\$pbkdf2[\w-]*\$.+\$.+\$.+/,
  argon2: /^\$argon2(id|i|d)\$(v=\d+\$)?[\w=,]+\$[^$]+\$[^$]+$/,
};

/** Whether a hash has the form of its type. */
export function isReadableHash({ type, value }: ImportedHash): boolean {
  return forms[type]?.test(value) ?? false;
}

/**
 * Whether a password belongs to an imported hash. What the platform cannot compute gives undefined: nobody can tell.
 * Firebase's scrypt always does.
 */
export async function matchesImportedHash(hash: ImportedHash, password: string): Promise<boolean | undefined> {
  if (hash.type === "ssha") return matchesSalted("SHA-1", 20, hash, password);
  if (hash.type === "ssha256") return matchesSalted("SHA-256", 32, hash, password);
  if (hash.type === "pbkdf2") return matchesPbkdf2(hash.value, password);
  // No platform has it; loaded when one is met, because few tests import hashes.
  if (hash.type === "bcrypt") return (await import("bcryptjs")).compare(password, hash.value.replace("$2x$", "$2a$"));
  if (hash.type === "scrypt" || hash.type === "argon2") return matchesPhcHash(hash.value, password);
  return undefined;
}

async function matchesSalted(
  algorithm: string,
  length: number,
  hash: ImportedHash,
  password: string,
): Promise<boolean> {
  const bytes = fromBase64(hash.value.replace(/^\{\w+\}/, ""));
  if (!bytes || bytes.length < length) return false;
  const salt = bytes.slice(length);
  const text = new TextEncoder().encode(password);
  const parts = hash.saltPosition === "prefix" ? [salt, text] : [text, salt];
  const input = new Uint8Array(parts.flatMap((part) => [...part]));
  const digest = new Uint8Array(await crypto.subtle.digest(algorithm, input));
  return digest.every((byte, index) => byte === bytes[index]);
}

/** `$pbkdf2$i=600000,d=sha256$salt$hash`, or the algorithm in the name: `$pbkdf2-sha256$i=600000$salt$hash`. */
async function matchesPbkdf2(value: string, password: string): Promise<boolean> {
  const [, name = "", parameters = "", salt = "", wanted = ""] = value.split("$");
  const iterations = Number(/(?:^|,)(?:i=)?(\d+)/.exec(parameters)?.[1] ?? 0);
  const digest = /sha-?(1|256|384|512)/.exec(`${name},${parameters}`)?.[1] ?? "256";
  const [saltBytes, wantedBytes] = [fromBase64(salt), fromBase64(wanted)];
  if (!saltBytes || !wantedBytes || iterations < 1) return false;
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveBits"]);
  const algorithm = { name: "PBKDF2", hash: `SHA-${digest}`, salt: saltBytes, iterations };
  const bits = new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, wantedBytes.length * 8));
  return bits.every((byte, index) => byte === wantedBytes[index]);
}
