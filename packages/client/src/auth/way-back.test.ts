import { describe, expect, it } from "vitest";
import { begin, callback, nobody, open } from "../../test/pending-sign-in.ts";
import { applySetCookie, parseSetCookie } from "../session/cookie.ts";
import { createPendingSignIns } from "./pending-sign-ins.ts";

describe("the way back", () => {
  it.each([undefined, null, "", "https://evil.test/", "//evil.test", "/.//evil.test", "/\\evil.test"])(
    "is the fallback for %j",
    async (returnTo) => {
      const pending = createPendingSignIns({ fallback: "/dashboard" });
      const started = await begin();
      const headers = applySetCookie(nobody, await pending.start(started, { returnTo }));

      const finished = await pending.finish(callback(headers, { code: "c", state: started.state }));

      expect(finished.returnTo).toBe("/dashboard");
    },
  );

  it("is looked at again when it comes back: a cookie can be changed", async () => {
    const { pending, started, setCookie } = await open();
    const { name } = parseSetCookie(setCookie);
    const forged = encodeURIComponent(`${started.codeVerifier} ${Date.now()} //evil.test ${started.state}`);

    const headers = new Headers({ cookie: `${name}=${forged}` });
    const { returnTo } = await pending.finish(callback(headers, { code: "c", state: started.state }));

    expect(returnTo).toBe("/");
  });

  it("is given up when no browser would keep a cookie of that length", async () => {
    const { pending, started, setCookie, headers } = await open({}, `/search?q=${"ä".repeat(2_000)}`);

    const { returnTo } = await pending.finish(callback(headers, { code: "c", state: started.state }));

    expect(setCookie.length).toBeLessThan(4096);
    expect(returnTo).toBe("/");
  });

  it("does not help where the state alone is longer than a cookie", async () => {
    const start = createPendingSignIns().start(await begin("s".repeat(4_096)));

    await expect(start).rejects.toMatchObject({ name: "ConfigurationError", reason: "cookie_too_long" });
  });
});
