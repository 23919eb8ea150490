import { defaults, seal } from "iron-webcrypto";
import { describe, expect, it } from "vitest";
import { json, recorder } from "../../test/recorder.ts";
import { password, requestWith, tokenWorld } from "../../test/token-world.ts";
import { createClient } from "../client.ts";
import { TokenError, type TokenErrorReason } from "../tokens/token-error.ts";
import { createTokenVerifier, type TokenVerifier } from "../tokens/verifier.ts";
import { readCookie, writeCookie } from "./cookie.ts";
import { sealSession, unsealSession } from "./seal.ts";
import { createSessions } from "./sessions.ts";

describe("the cookie of a session", () => {
  it.each([undefined, "", [], [undefined], [password, undefined], "x".repeat(31), [password, "short"]])(
    "needs a password, and says so in place of signing everybody out: %j",
    async (given) => {
      const { client } = await tokenWorld();
      const sessions = createSessions(client, { password: given as never });

      for (const request of [requestWith("wos-session=Fe26.2*1*x~2"), new Request("https://app.test")]) {
        const uses = [sessions.read(request), sessions.refresh(request), sessions.end(request)];
        for (const use of uses) {
          await expect(use).rejects.toMatchObject({ name: "ConfigurationError", reason: "cookie_password" });
        }
      }
    },
  );

  it("is refused where browsers would drop it without a word, at the start and after a refresh", async () => {
    const metadata = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`key_${index}`, "x".repeat(500)]));
    const { authentication, client: working } = await tokenWorld();
    const { fetch } = recorder(async () => json(await authentication({ changed: { metadata } })));
    const client = createClient({ apiKey: "sk", clientId: "client_1", fetch });
    const sessions = createSessions(client, { password, tokens: createTokenVerifier(working) });
    const request = requestWith(await sessions.start(await authentication({ expiresIn: -60 })));
    const tooLong = { name: "ConfigurationError", reason: "cookie_too_long" };

    await expect(sessions.start(await authentication({ changed: { metadata } }))).rejects.toMatchObject(tooLong);
    await expect(sessions.read(request)).rejects.toMatchObject(tooLong);
  });

  it("is as long as browsers keep at most", async () => {
    const { authentication, client } = await tokenWorld();
    const sessions = createSessions(client, { password });
    const startWith = async (length: number) =>
      sessions.start(await authentication({ changed: { metadata: { note: "x".repeat(length) } } })).catch(() => "");
    let longest = "";
    for (let length = 1_400; length < 2_400; length += 10) longest = (await startWith(length)) || longest;

    const [pair = ""] = longest.split(";");

    expect(pair.length - "=".length).toBeGreaterThan(4_050);
    expect(pair.length - "=".length).toBeLessThanOrEqual(4_096);
  });

  it("is found behind others of its name", async () => {
    const { client, authentication } = await tokenWorld();
    const sessions = createSessions(client, { password });
    const [own = ""] = (await sessions.start(await authentication())).split(";");
    const foreign = (await sealSession(await authentication(), password.replace("a ", "b "))).replace(
      /^/,
      "wos-session=",
    );
    const read = (cookie: string) => sessions.read(new Request("https://app.test/", { headers: { cookie } }));

    for (const cookie of [`wos-session=zzz; ${own}`, `wos-session=; ${foreign}; ${own}`, `${own}; wos-session=zzz`]) {
      expect(await read(cookie)).toMatchObject({ isSignedIn: true });
    }
    expect(await read(`wos-session=zzz; ${foreign}`)).toMatchObject({ reason: "invalid_cookie" });
  });

  it("is read quoted, encoded and with any version of the seal, but not with another key's number", async () => {
    const { client, authentication } = await tokenWorld();
    const sessions = createSessions(client, { password });
    const sealed = readCookie(requestWith(await sessions.start(await authentication())), "wos-session") ?? "";
    const read = async (value: string) => (await sessions.read(requestWith(`wos-session=${value}`))).isSignedIn;
    const encoded = encodeURIComponent(sealed).replaceAll("~", "%7E").replaceAll("*", "%2A");
    const plain = sealed.slice(0, -2);

    expect(await Promise.all([`"${sealed}"`, encoded, plain, `${plain}~1`].map(read))).toEqual(Array(4).fill(true));
    const tampered = [sealed.replace("*1*", "*2*"), sealed.replace("*1*", "*__proto__*"), sealed.slice(0, -20)];
    expect(await Promise.all([...tampered, "%E0%A4%A", "A".repeat(2 ** 20)].map(read))).toEqual(Array(5).fill(false));
  });

  it("is the newest of several, whichever stands first: an older one may have another domain", async () => {
    const { client, authentication } = await tokenWorld();
    const sessions = createSessions(client, { password });
    const [older, newer] = [await authentication({ expiresIn: -400, madeAgo: 700 }), await authentication()];
    const [one, two] = await Promise.all(
      [older, newer].map(async (each) => (await sessions.start(each)).split(";")[0]),
    );

    for (const cookie of [`${one}; ${two}`, `${two}; ${one}`]) {
      const session = await sessions.read(new Request("https://app.test/", { headers: { cookie } }));
      expect(session).toMatchObject({ isSignedIn: true, refresh_token: newer.refresh_token });
    }
  });

  it.each<[TokenErrorReason, boolean]>([
    ["malformed", false],
    ["algorithm", false],
    ["signature", false],
    ["issuer", false],
    ["audience", false],
    ["claim", false],
    // The API could not be asked.
    ["keys_unavailable", true],
    // Clocks differ.
    ["not_yet_valid", true],
  ])("for a token that is not trusted (%s) is kept: %j", async (reason, isRetryable) => {
    const { client, authentication, refreshes } = await tokenWorld();
    const tokens: TokenVerifier = { verify: () => Promise.reject(new TokenError(reason)) };
    const sessions = createSessions(client, { password, tokens });

    const session = await sessions.read(requestWith(await sessions.start(await authentication())));

    expect(session).toMatchObject({ isSignedIn: false, reason, isRetryable, error: { reason } });
    expect(session.setCookie !== undefined).toBe(!isRetryable);
    expect(refreshes()).toBe(0);
  });

  it("does not hide a fault of the app", async () => {
    const { client, authentication } = await tokenWorld();
    const tokens: TokenVerifier = { verify: () => Promise.reject(new RangeError("A fault.")) };
    const sessions = createSessions(client, { password, tokens });

    const read = sessions.read(requestWith(await sessions.start(await authentication())));

    await expect(read).rejects.toThrow(RangeError);
  });

  it("opens only with all that makes a session, and has no end of its own", async () => {
    const { authentication } = await tokenWorld();
    const secret = "p".repeat(32);
    const sealed = await sealSession(await authentication(), secret);
    const whole = { accessToken: "a", refreshToken: "r", user: { id: "user_1" } };
    const options = { ...defaults, ttl: 0, encode: JSON.stringify };
    const open = async (content: object) =>
      unsealSession(`${await seal(content, { id: "1", secret }, options)}~2`, secret);

    expect(await open(whole)).toEqual({ access_token: "a", refresh_token: "r", user: { id: "user_1" } });
    for (const key of Object.keys(whole)) expect(await open({ ...whole, [key]: undefined })).toBeUndefined();
    expect(sealed.split("*")[5]).toBe("");
  });

  it("ends without an address when its token is none", async () => {
    const { client, authentication } = await tokenWorld();
    const sessions = createSessions(client, { password });
    const sealed = await sealSession({ ...(await authentication()), access_token: "opaque" }, password);

    const { url, setCookie } = await sessions.end(requestWith(writeCookie(sealed)));

    expect([url, setCookie]).toEqual([undefined, expect.stringContaining("Max-Age=0")]);
  });
});
