import { describe, expect, it } from "vitest";
import { password, tokenWorld } from "../../test/token-world.ts";
import { createPendingSignIns } from "../auth/pending-sign-ins.ts";
import { startSignIn } from "../auth/sign-in.ts";
import { parseSetCookie, writeCookie } from "./cookie.ts";
import type { CookieOptions } from "./cookie-options.ts";
import { createSessions } from "./sessions.ts";

const refused = { name: "ConfigurationError", reason: "cookie_option" };

describe("a cookie that browsers would drop without a word", () => {
  it.each<[string, CookieOptions]>([
    ["None without Secure", { sameSite: "None", secure: false }],
    ["__Host- without Secure", { name: "__Host-s", secure: false }],
    ["__Host- for a path", { name: "__Host-s", path: "/app" }],
    ["__host- for a domain", { name: "__host-s", domain: "app.test" }],
    ["__Secure- without Secure", { name: "__Secure-s", secure: false }],
    ["a domain with a port", { domain: "localhost:3000" }],
    ["a domain with a scheme", { domain: "https://app.test" }],
    ["a name with a space", { name: "my session" }],
    ["no name", { name: "" }],
    ["a life that is no number", { maxAgeSeconds: Number("30 days") }],
    ["a life of half seconds", { maxAgeSeconds: 0.5 }],
    ["no life", { maxAgeSeconds: 0 }],
    ["a relative path", { path: "app" }],
  ])("is refused: %s", (_, options) => {
    expect(() => writeCookie("v", options)).toThrow(expect.objectContaining(refused));
    expect(() => writeCookie(undefined, options)).toThrow(expect.objectContaining(refused));
  });

  it.each<CookieOptions>([
    { name: "__Host-s" },
    { name: "__Secure-s", domain: ".app.test", path: "/app,1" },
    { sameSite: "None" },
    { domain: "xn--bcher-kva.example", secure: false },
  ])("is no other: %j", (options) => {
    expect(parseSetCookie(writeCookie("v", options)).value).toBe("v");
  });

  it("is no cookie for an empty domain, which is a setting that was not made", () => {
    expect(writeCookie("v", { domain: "" })).toBe(writeCookie("v"));
  });
});

describe("what comes from outside", () => {
  it.each<CookieOptions>([
    { domain: "app.test; SameSite=None" },
    { path: "/; Domain=evil.test" },
    { path: "/\r\nSet-Cookie: a=b" },
    { name: "a=b; Domain" },
  ])("adds no attribute and no header: %j", (options) => {
    expect(() => writeCookie("v", options)).toThrow(expect.objectContaining(refused));
  });
});

it("is found at the first use, not while a build loads modules", async () => {
  const { client, authentication } = await tokenWorld();
  const cookie = { sameSite: "None", secure: false } as const;
  const sessions = createSessions(client, { password, cookie });

  await expect(sessions.start(await authentication())).rejects.toMatchObject(refused);
  await expect(sessions.end(new Request("https://app.test/"))).rejects.toMatchObject(refused);
});

it("is not sent with the way back from another site when it is Strict: pending sign-ins refuse that", async () => {
  // @ts-expect-error The types refuse it too.
  const pending = createPendingSignIns({ cookie: { sameSite: "Strict" } });
  const environment = { baseUrl: "https://api.workos.com", clientId: "client_1" };
  const started = await startSignIn(environment, { provider: "authkit", redirect_uri: "https://app.test/callback" });

  await expect(pending.start(started)).rejects.toMatchObject(refused);
});
