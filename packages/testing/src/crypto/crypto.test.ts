import { createHash, X509Certificate } from "node:crypto";
import { createLocalJWKSet, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { createMock } from "../mock.ts";
import { fromBase64, textToBase64Url, toBase64Url } from "./base64url.ts";
import { isReadableHash } from "./imported-hash.ts";
import { passwordDigest } from "./password-digest.ts";
import { jwks, signJwt } from "./sign-jwt.ts";

describe("signJwt", () => {
  it("signs what the published key verifies", async () => {
    const token = await signJwt({ sub: "user_1", name: "Zoë" });

    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(jwks()));

    expect(payload).toEqual({ sub: "user_1", name: "Zoë" });
    expect(protectedHeader).toEqual({ alg: "RS256", typ: "JWT", kid: jwks().keys[0]?.kid });
  });

  it("fails to verify when a letter changed", async () => {
    const [head, body, signature] = (await signJwt({ sub: "user_1" })).split(".");
    const forged = `${head}.${textToBase64Url(JSON.stringify({ sub: "user_2" }))}.${signature}`;

    expect(body).toBeDefined();
    await expect(jwtVerify(forged, createLocalJWKSet(jwks()))).rejects.toThrow("signature verification failed");
  });

  it("publishes a certificate of the same key", () => {
    const [key] = jwks().keys;
    const der = Buffer.from(key?.x5c[0] ?? "", "base64");

    expect(new X509Certificate(der).publicKey.export({ format: "jwk" })).toMatchObject({ n: key?.n, e: key?.e });
    expect(createHash("sha256").update(der).digest("base64url")).toBe(key?.["x5t#S256"]);
  });

  it("makes no key when a mock is made", () => {
    createMock();
    const begun = performance.now();
    for (let made = 0; made < 20; made++) createMock();

    // Measured at about 1 ms; generating a key would take 40 and more.
    expect((performance.now() - begun) / 20).toBeLessThan(20);
  });
});

describe("base64url", () => {
  it.each([[[]], [[0]], [[255, 254]], [[1, 2, 3]]])("keeps the bytes %j", (bytes) => {
    const text = toBase64Url(new Uint8Array(bytes));

    expect(text).toBe(Buffer.from(bytes).toString("base64url"));
    expect([...(fromBase64(text) ?? [])]).toEqual(bytes);
  });

  it("gives nothing for what is no base64", () => {
    expect(fromBase64("a b*c")).toBeUndefined();
  });
});

describe("password digests", () => {
  it("depend on password and salt alone", () => {
    expect(passwordDigest("secret", "user_1")).toBe(passwordDigest("secret", "user_1"));
    expect(passwordDigest("secret", "user_2")).not.toBe(passwordDigest("secret", "user_1"));
    expect(passwordDigest("secreT", "user_1")).not.toBe(passwordDigest("secret", "user_1"));
    expect(passwordDigest("secret", "user_1")).not.toContain("secret");
  });

  it.each([
    ["bcrypt", "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy", true],
    ["bcrypt", "$2b$10$short", false],
    ["argon2", "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2g", true],
    ["argon2", "argon2", false],
    ["scrypt", "$scrypt$v=1$n=16384,r=8,p=1$c2FsdA$aGFzaA", true],
    ["firebase-scrypt", "$firebase-scrypt$hash=a$salt=b$sk=c$ss=d$r=8$m=14", true],
    ["pbkdf2", "$pbkdf2-sha256$i=600000$c2FsdA$aGFzaA", true],
    ["ssha", "short", false],
    ["ssha256", "{SSHA256}nTDUP5zoQXSZx6cDbyIQm7lsyHUyTnfy0tLSD2ZB7eRzYWx0", true],
    ["md5", "900150983cd24fb0d6963f7d28e17f72", false],
  ])("tell whether a hash of type %s is readable: %s", (type, value, isReadable) => {
    expect(isReadableHash({ type, value })).toBe(isReadable);
  });
});
