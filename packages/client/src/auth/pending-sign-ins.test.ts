import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { begin, callback, nobody, open, redirect_uri } from "../../test/pending-sign-in.ts";
import { applySetCookie, parseSetCookie } from "../session/cookie.ts";
import { CallbackError } from "./callback.ts";
import { createPendingSignIns } from "./pending-sign-ins.ts";

afterEach(() => void vi.useRealTimers());

async function refusal(promise: Promise<unknown>): Promise<CallbackError> {
  const error: unknown = await promise.then(String, (thrown: unknown) => thrown);
  if (!CallbackError.isInstance(error)) throw error;
  return error;
}

describe("a sign-in that this browser started", () => {
  it("gives code, verifier and the way back, and ends its cookie", async () => {
    const { pending, started, headers } = await open({}, "/my reports?year=2026#top");

    const finished = await pending.finish(callback(headers, { code: "c-1", state: started.state }));

    expect(finished).toMatchObject({
      code: "c-1",
      codeVerifier: started.codeVerifier,
      returnTo: "/my%20reports?year=2026#top",
    });
    expect(applySetCookie(headers, finished.setCookie).get("cookie")).toBe("");
  });

  it("is kept for ten minutes, from scripts and from every path but the callback's", async () => {
    const { started, setCookie } = await open();

    expect(setCookie).toMatch(/^wos-sign-in-[\w-]{12}=/);
    expect(setCookie.split("; ").slice(1)).toEqual([
      "Path=/callback",
      "Max-Age=600",
      "HttpOnly",
      "Secure",
      "SameSite=Lax",
    ]);
    expect(setCookie.split("=", 1)[0]).not.toContain(started.state);
  });

  it("takes the cookie as it is told to set it, also when it ends it", async () => {
    const cookie = { name: "in", path: "/", secure: false, sameSite: "Lax", maxAgeSeconds: 60 } as const;
    const { pending, started, setCookie, headers } = await open({ cookie });

    const ended = (await pending.finish(callback(headers, { code: "c", state: started.state }))).setCookie;

    const { name, options } = parseSetCookie(setCookie);
    expect(name).toMatch(/^in-/);
    expect(options).toEqual({ path: "/", maxAge: 60, httpOnly: true, secure: false, sameSite: "lax" });
    expect(parseSetCookie(ended)).toEqual({ name, value: "", options: { ...options, maxAge: 0 } });
  });

  it("finishes with the address as servers of Node have it", async () => {
    const { pending, started, headers } = await open({}, "/reports");

    const finished = await pending.finish({ url: `/callback?code=c&state=${started.state}`, headers });

    expect(finished).toMatchObject({
      code: "c",
      returnTo: "/reports",
      setCookie: expect.stringContaining("Path=/callback"),
    });
  });

  it("finishes beside others of the same browser, in any order", async () => {
    const pending = createPendingSignIns();
    const tabs = await Promise.all(["/a", "/b", "/c"].map(async (path) => ({ path, ...(await begin()) })));
    let headers = new Headers({ cookie: "wos-session=s; theme=dark" });
    for (const { path, ...started } of tabs) {
      headers = applySetCookie(headers, await pending.start(started, { returnTo: path }));
    }

    for (const { path, state, codeVerifier } of tabs.reverse()) {
      const finished = await pending.finish(callback(headers, { code: path, state }));
      expect(finished).toMatchObject({ code: path, codeVerifier, returnTo: path });
      headers = applySetCookie(headers, finished.setCookie);
    }

    expect(headers.get("cookie")).toBe("wos-session=s; theme=dark");
  });

  it("keeps whatever state and path it is given", async () => {
    const pending = createPendingSignIns();
    const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, fc.webPath(), async (state, path) => {
        const started = await begin(state);

        const headers = applySetCookie(nobody, await pending.start(started, { returnTo: `/x${path}` }));
        const finished = await pending.finish(callback(headers, { code: "c", state }));

        const returnTo = new URL(`/x${path}`, redirect_uri).pathname;
        expect(finished).toMatchObject({ codeVerifier: started.codeVerifier, returnTo });
      }),
    );
  });
});

describe("a callback is refused", () => {
  const unknown = { name: "CallbackError", reason: "no_pending_sign_in" };

  it("in a browser that did not start it", async () => {
    const { pending, started } = await open();
    const other = await open();
    const request = { code: "c", state: started.state };

    expect(await refusal(pending.finish(callback(nobody, request)))).toMatchObject(unknown);
    expect(await refusal(pending.finish(callback(other.headers, request)))).toMatchObject(unknown);
  });

  it("when it comes a second time", async () => {
    const { pending, started, headers } = await open();
    const request = { code: "c", state: started.state };
    const { setCookie } = await pending.finish(callback(headers, request));

    const again = await refusal(pending.finish(callback(applySetCookie(headers, setCookie), request)));

    expect(again).toMatchObject(unknown);
    expect(again.setCookie).toBeUndefined();
  });

  it.each([{ code: "c" }, { code: "c", state: "" }, { code: "c", state: "guess" }, { error: "access_denied" }])(
    "without the state of a sign-in: %j",
    async (query) => {
      const { pending, headers } = await open();

      expect(await refusal(pending.finish(callback(headers, query)))).toMatchObject(unknown);
    },
  );

  it.each(["", "verifier", "verifier 1 / ", "verifier 1 / another", "%E0%A4%A", "verifier%201%20%2F%20another"])(
    "when the cookie holds something else: %j",
    async (value) => {
      const { pending, started, setCookie } = await open();
      const { name } = parseSetCookie(setCookie);
      const headers = new Headers({ cookie: `${name}=${value}` });

      const error = await refusal(pending.finish(callback(headers, { code: "c", state: started.state })));

      expect(error.reason).toBe(value === "" ? "no_pending_sign_in" : "state_mismatch");
    },
  );

  it.each([
    ["when it took longer than the cookie lives", {}, 600_000, 1],
    ["when it took longer than the app allows", { cookie: { maxAgeSeconds: 60 } }, 60_000, 1],
    ["when the cookie is of another time altogether", {}, -600_000, -1],
  ])("%s, also by a browser that keeps it", async (_, options, lifeMs, more) => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { pending, started, headers } = await open(options);
    const request = callback(headers, { code: "c", state: started.state });
    vi.setSystemTime(Date.now() + lifeMs);
    expect(await pending.finish(request)).toMatchObject({ code: "c" });

    vi.setSystemTime(Date.now() + more);
    const error = await refusal(pending.finish(request));

    expect(error).toMatchObject(unknown);
    expect(applySetCookie(headers, error.setCookie ?? "").get("cookie")).toBe("");
  });

  it("when the cookie does not say since when it waits", async () => {
    const { pending, started, setCookie } = await open();
    const { name } = parseSetCookie(setCookie);

    for (const time of ["", "soon", "Infinity", "0"]) {
      const headers = new Headers({ cookie: `${name}=verifier ${time} / ${started.state}` });
      const error = await refusal(pending.finish(callback(headers, { code: "c", state: started.state })));
      expect(error).toMatchObject(unknown);
    }
  });

  it.each([
    [{ error: "access_denied" }, "access_denied"],
    [{}, "code_missing"],
  ])("with the reason of the provider, and its cookie ends: %j", async (query, reason) => {
    const { pending, started, headers } = await open();

    const error = await refusal(pending.finish(callback(headers, { ...query, state: started.state })));

    expect(error.reason).toBe(reason);
    expect(applySetCookie(headers, error.setCookie ?? "").get("cookie")).toBe("");
  });
});

it("writes no attribute of a path into a cookie", async () => {
  const { pending, started } = await open();
  const odd = { ...started, url: started.url.replace("%2Fcallback", "%2Fcallback%3BDomain%3Devil.test") };

  expect(parseSetCookie(await pending.start(odd)).options).toEqual({
    path: "/",
    maxAge: 600,
    httpOnly: true,
    secure: true,
    sameSite: "lax",
  });
});
