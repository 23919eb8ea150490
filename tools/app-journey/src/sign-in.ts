import { beforeEach, describe, expect, it } from "vitest";
import { CookieJar } from "./cookie-jar.ts";
import type { RunningApp } from "./start-app.ts";

const ada = { email: "ada@acme.test", first_name: "Ada", last_name: "Lovelace" };
const sessionCookie = "wos-session";

/** The whole of a sign-in, and what goes wrong with it, over HTTP. */
export function itSignsPeopleIn(app: () => RunningApp): void {
  const mock = () => app().mock;
  const browser = () => new CookieJar(app().url);
  /** Signs in at WorkOS, and stops before the way back. */
  const callbackOf = async (jar: CookieJar, returnTo?: string) => {
    mock().dashboard.authentication.nextLogin(ada);
    const login = await jar.fetch(
      `/login${returnTo === undefined ? "" : `?${new URLSearchParams({ return_to: returnTo })}`}`,
    );
    const hosted = await jar.fetch(login.headers.get("location") ?? "");
    return hosted.headers.get("location") ?? "";
  };
  /** Somebody who came back from signing in, and has not seen a page yet. */
  const signedIn = async () => {
    const jar = browser();
    await jar.fetch(await callbackOf(jar));
    return jar;
  };
  const refreshes = () => mock().requests.of("authenticate", { body: { grant_type: "refresh_token" } }).length;
  /** Somebody whose access token has run out. */
  const expired = async () => {
    mock().dashboard.settings.update({ access_token_lifetime_seconds: -60 });
    const jar = await signedIn();
    mock().dashboard.settings.update({ access_token_lifetime_seconds: 300 });
    return jar;
  };

  describe("sign-in", () => {
    // No reset: it would hand out the same tokens again, which the application remembers.
    beforeEach(() => mock().requests.clear());

    it("sends a stranger to sign in, and back to where they wanted to go", async () => {
      const jar = browser();
      mock().dashboard.authentication.nextLogin(ada);

      const { page, html, way } = await jar.open("/dashboard?from=mail");

      expect(way).toEqual(["/dashboard", "/login", "WorkOS", "/callback", "/dashboard"]);
      expect(page.status).toBe(200);
      expect(html).toContain(ada.email);
      expect(html, "No token may reach the browser.").not.toMatch(/eyJ|Fe26/);
      expect(jar.get(sessionCookie)).toMatch(/^Fe26\.2/);
      expect(jar.names).toEqual([sessionCookie]);
      expect(mock().requests.of("authenticate")).toMatchObject([{ status: 200, body: { code_verifier: /./ } }]);
    });

    it("starts with PKCE, a state and a cookie that only the callback gets", async () => {
      const answer = await browser().fetch("/login");

      const url = new URL(answer.headers.get("location") ?? "");
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        client_id: mock().clientId,
        redirect_uri: `${app().url}/callback`,
        code_challenge_method: "S256",
        provider: "authkit",
      });
      const [cookie = ""] = answer.headers.getSetCookie();
      expect(cookie).toMatch(/^wos-sign-in-[\w-]{12}=/);
      expect(cookie.split("; ")).toEqual(
        expect.arrayContaining(["Path=/callback", "Max-Age=600", "HttpOnly", "SameSite=Lax"]),
      );
    });

    it.each([
      "https://evil.test/",
      "//evil.test",
      "/\\evil.test",
      "/.//evil.test",
      "/%2e//evil.test",
      "javascript:alert(1)",
    ])("leads to no other site afterwards: %s", async (target) => {
      const jar = browser();

      const callback = await jar.fetch(await callbackOf(jar, target));

      expect(new URL(callback.headers.get("location") ?? "", app().url).href).toBe(`${app().url}/dashboard`);
    });

    it("works in two tabs at once, each with its own way back", async () => {
      const jar = browser();
      const callbacks = [await callbackOf(jar, "/dashboard?tab=1"), await callbackOf(jar, "/dashboard?tab=2")];

      const answers = [await jar.fetch(callbacks[0] ?? ""), await jar.fetch(callbacks[1] ?? "")];

      const ways = answers.map(({ headers }) => new URL(headers.get("location") ?? "", app().url).search);
      expect(ways).toEqual(["?tab=1", "?tab=2"]);
      expect(jar.names).toEqual([sessionCookie]);
    });

    it("takes a callback once, and from the browser that started it", async () => {
      const [jar, other] = [browser(), browser()];
      const callback = await callbackOf(jar);

      const stolen = await other.open(callback);
      await jar.fetch(callback);
      const again = await jar.open(callback);

      for (const { way, html } of [stolen, again]) {
        expect(way).toEqual(["/callback", "/"]);
        expect(html).toContain("no_pending_sign_in");
      }
      expect(other.names).toEqual([]);
      expect(mock().requests.of("authenticate")).toMatchObject([{ status: 200 }]);
    });

    it.each([
      ["a callback of a sign-in that this browser did not start", (_jar: CookieJar) => {}, "code=c&state=s"],
      ["another state", (jar: CookieJar) => jar.fetch("/login"), "code=c&state=guess"],
      ["no state at all", (jar: CookieJar) => jar.fetch("/login"), "code=c"],
    ])("refuses %s", async (_, prepare, query) => {
      const jar = browser();
      await prepare(jar);

      const { html, way } = await jar.open(`/callback?${query}`);

      expect(way).toEqual(["/callback", "/"]);
      expect(html).toContain('role="alert"');
      expect(jar.get(sessionCookie)).toBeUndefined();
      expect(mock().requests.of("authenticate")).toEqual([]);
    });

    it("tells when the person or the provider refused", async () => {
      mock().dashboard.authentication.nextLogin({ ...ada, error: "access_denied" });

      const { html } = await browser().open("/login");

      expect(html).toContain("access_denied");
    });

    it("tells when the code is not good any more", async () => {
      const jar = browser();
      const login = new URL((await jar.fetch("/login")).headers.get("location") ?? "");

      const { html } = await jar.open(`/callback?code=spent&state=${login.searchParams.get("state")}`);

      expect(html).toContain("invalid_grant");
      expect(jar.names).toEqual([]);
    });
  });

  describe("session", () => {
    beforeEach(() => mock().requests.clear());

    it("does not ask WorkOS for each page", async () => {
      const jar = await signedIn();
      const before = mock().requests.of("authenticate").length;

      const pages = await Promise.all([1, 2, 3].map(() => jar.open("/dashboard")));

      expect(pages.map(({ page }) => page.status)).toEqual([200, 200, 200]);
      expect(mock().requests.of("authenticate")).toHaveLength(before);
    });

    it("is kept by no cache in between, whole or refreshed", async () => {
      const pages = [await signedIn(), await expired()].map((jar) => jar.fetch("/dashboard"));

      for (const { headers } of await Promise.all(pages)) expect(headers.get("cache-control")).toMatch(/no-store/);
    });

    it("takes a changed cookie for none, and ends it", async () => {
      const jar = await signedIn();
      const value = jar.get(sessionCookie) ?? "";
      const middle = Math.floor(value.length / 2);
      jar.set(sessionCookie, `${value.slice(0, middle)}${value[middle] === "A" ? "B" : "A"}${value.slice(middle + 1)}`);

      const answer = await jar.fetch("/dashboard");

      expect(new URL(answer.headers.get("location") ?? "", app().url).pathname).toBe("/login");
      expect(jar.get(sessionCookie)).toBeUndefined();
    });

    it("refreshes an expired session once, however many requests carry it", async () => {
      const jar = await expired();
      const before = jar.get(sessionCookie);
      const arrivals = Array.from({ length: 12 }, () => jar.fetch("/dashboard"));

      const pages = await Promise.all(arrivals.map(async (page) => (await page).text()));

      expect(pages.filter((html) => html.includes(ada.email))).toHaveLength(12);
      expect(refreshes()).toBe(1);
      expect(jar.get(sessionCookie)).not.toBe(before);
      expect((await jar.fetch("/dashboard")).status).toBe(200);
      expect(refreshes()).toBe(1);
    });

    it("asks to sign in again when the session is over", async () => {
      const jar = await expired();
      mock().fail("authenticate", 400, { code: "invalid_grant" });

      const answer = await jar.fetch("/dashboard");

      expect(answer.headers.get("location")).toContain("/login");
      expect(jar.get(sessionCookie)).toBeUndefined();
    });

    it("keeps the session when WorkOS cannot be reached", async () => {
      const jar = await expired();
      mock().faults.add({ kind: "status", operation: "authenticate", status: 500, times: 1 });

      const answer = await jar.fetch("/dashboard");

      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
      expect((await jar.fetch("/dashboard")).status).toBe(200);
    });

    it("ends here and at WorkOS", async () => {
      const jar = await signedIn();

      const { way } = await jar.open("/logout", { method: "POST", headers: { origin: app().url } });

      expect(way).toEqual(["/logout", "WorkOS", "/"]);
      expect(jar.get(sessionCookie)).toBeUndefined();
      expect(mock().events.names).toContain("session.revoked");
      expect((await jar.fetch("/dashboard")).headers.get("location")).toContain("/login");
    });

    it("ends when it has expired as well", async () => {
      const jar = await expired();

      await jar.open("/logout", { method: "POST", headers: { origin: app().url } });

      expect(jar.get(sessionCookie)).toBeUndefined();
    });

    it("gives way to a new sign-in when it has expired", async () => {
      const jar = await expired();
      mock().dashboard.authentication.nextLogin({ email: "joan@acme.test" });

      const { html } = await jar.open("/login");

      expect(html).toContain("joan@acme.test");
    });

    it("is not ended by a link from elsewhere", async () => {
      const jar = await signedIn();

      expect((await jar.fetch("/logout")).status).toBe(405);
      expect((await jar.fetch("/dashboard")).status).toBe(200);
    });
  });
}
