import type * as NodeCrypto from "node:crypto";
import { fromBase64 } from "./base64url.ts";

/**
 * Whether a password belongs to a hash in the PHC form of scrypt or argon2:
 * `$scrypt$ln=14,r=8,p=1$salt$hash`, `$argon2id$v=19$m=65536,t=3,p=4$salt$hash`. Undefined where the platform cannot
 * compute it: outside Node, and argon2 before Node 24.7.
 */
export async function matchesPhcHash(value: string, password: string): Promise<boolean | undefined> {
  const parts = value.split("$");
  const [saltText = "", hashText = ""] = parts.slice(-2);
  const [salt, wanted] = [fromBase64(saltText), fromBase64(hashText)];
  const parameters = numbersIn(parts.slice(2, -2).join(","));
  const name = parts[1] ?? "";
  const crypto = nodeCrypto();
  if (!crypto || !salt || !wanted || wanted.length === 0) return undefined;
  const made = name === "scrypt" ? scrypt : argon2;
  const hash = await made(crypto, { name, password, salt, length: wanted.length, parameters });
  return hash && wanted.every((byte, index) => byte === hash[index]);
}

interface Question {
  readonly name: string;
  readonly password: string;
  readonly salt: Uint8Array;
  readonly length: number;
  readonly parameters: Readonly<Record<string, number>>;
}

type Hash = Promise<Uint8Array | undefined>;

function scrypt(crypto: typeof NodeCrypto, { password, salt, length, parameters }: Question): Hash {
  const { ln, n, r = 8, p = 1 } = parameters;
  const cost = ln === undefined ? n : 2 ** ln;
  if (cost === undefined) return Promise.resolve(undefined);
  const options = { N: cost, r, p, maxmem: 256 * cost * r + 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    // Parameters that scrypt refuses make no hash that anything could match.
    const answer = (error: unknown, key: Uint8Array) => resolve(error ? undefined : key);
    crypto.scrypt(password, salt, length, options, answer);
  });
}

function argon2(crypto: typeof NodeCrypto, { name, password, salt, length, parameters }: Question): Hash {
  const { m, t, p } = parameters;
  if (typeof crypto.argon2 !== "function" || m === undefined || t === undefined || p === undefined)
    return Promise.resolve(undefined);
  const given = { message: password, nonce: salt, parallelism: p, tagLength: length, memory: m, passes: t };
  return new Promise((resolve) => {
    const answer = (error: unknown, key: Uint8Array) => resolve(error ? undefined : key);
    crypto.argon2(name as "argon2id", given, answer);
  });
}

/** Asked for at run time and not imported: the package must load in browsers, which have none. */
function nodeCrypto(): typeof NodeCrypto | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  return process?.getBuiltinModule?.("node:crypto") as typeof NodeCrypto | undefined;
}

/** `m=65536,t=3` as numbers by letter. */
function numbersIn(text: string): Record<string, number> {
  return Object.fromEntries([...text.matchAll(/(\w+)=(\d+)/g)].map(([, name, value]) => [name, Number(value)]));
}
