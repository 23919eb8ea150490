import { describe, expect, it } from "vitest";
import { matchesImportedHash } from "./imported-hash.ts";

// Hashes made by other implementations: crypt(3) of libxcrypt for bcrypt and the published vectors of Openwall, Python's
// hashlib for scrypt, Node's own for argon2.
const hashes = [
  ["bcrypt", "U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"],
  ["bcrypt", "U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"],
  ["bcrypt", "Käse und Brot", "$2b$06$abcdefghijklmnopqrstuuHDnAwtqRT03wb8X6sV5KgiMZXZI95pW"],
  [
    "scrypt",
    "correct horse",
    "$scrypt$ln=10,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$6g3umF+uVrJsObaTZhIbbTlgrvOEFcCItdwSjtPF67M",
  ],
  [
    "argon2",
    "correct horse",
    "$argon2id$v=19$m=256,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$BaW4fpaHKjCZWAGDYdvtrxLvSh/SRTUPoEiB6ytkbCs",
  ],
] as const;

describe("imported hashes that are slow on purpose", () => {
  it.each(hashes)("of %s know their password %s, and no other", async (type, password, value) => {
    expect(await matchesImportedHash({ type, value }, password)).toBe(true);
    expect(await matchesImportedHash({ type, value }, `${password}!`)).toBe(false);
  });

  it("of bcrypt count 72 bytes and no more", async () => {
    const value = "$2b$04$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe";

    expect(await matchesImportedHash({ type: "bcrypt", value }, "a".repeat(72))).toBe(true);
    expect(await matchesImportedHash({ type: "bcrypt", value }, "a".repeat(80))).toBe(true);
    expect(await matchesImportedHash({ type: "bcrypt", value }, "a".repeat(71))).toBe(false);
  });

  it.each([
    ["scrypt", "$scrypt$nonsense$c2FsdA$aGFzaA"],
    ["firebase-scrypt", "$firebase-scrypt$hash=a$salt=b$sk=c$ss=d$r=8$m=14"],
  ])("of %s that cannot be computed are left open", async (type, value) => {
    expect(await matchesImportedHash({ type, value }, "anything")).toBeUndefined();
  });
});
