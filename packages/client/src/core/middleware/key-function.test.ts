import { describe, expect, it, vi } from "vitest";
import { recorder } from "../../../test/recorder.ts";
import { authenticate, getOrganization } from "../../operations.ts";
import { type CoreOptions, createCore, createPublicCore } from "../core.ts";
import type { CallOptions } from "../options.ts";

const calls = [
  ["a Bearer key", (core: Core, options?: CallOptions) => getOrganization(core, { id: "org_1" }, options)],
  [
    "a client secret",
    (core: Core, options?: CallOptions) =>
      authenticate(core, { grant_type: "refresh_token", refresh_token: "r" }, options),
  ],
] as const;

describe.each(calls)("a function that gives %s", (_, call) => {
  const never = () => new Promise<string>(() => {});

  it("cannot hang a call longer than its time-out", async () => {
    const { core, requests } = setUp({ apiKey: never, timeoutMs: 10 });

    await expect(call(core)).rejects.toMatchObject({ name: "TimeoutError", timeoutMs: 10 });
    expect(requests).toHaveLength(0);
  });

  it("cannot hang a call longer than its deadline", async () => {
    const { core } = setUp({ apiKey: never });

    await expect(call(core, { deadlineMs: 10 })).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("spends the time of the deadline, which the attempts share", async () => {
    let now = 0;
    const apiKey = async () => {
      now += 70;
      return "sk";
    };
    const { core } = setUp({ apiKey, fetch: () => new Promise(() => {}), world: { now: () => now } });

    await expect(call(core, { deadlineMs: 100 })).rejects.toMatchObject({ name: "TimeoutError", timeoutMs: 30 });
  });

  it("is not waited for by a caller who has given up", async () => {
    const { core } = setUp({ apiKey: never });
    const controller = new AbortController();
    const stopped = call(core, { signal: controller.signal });

    controller.abort(new Error("Enough."));

    await expect(stopped).rejects.toThrow("Enough.");
  });

  it("is not asked by a caller who has given up before", async () => {
    const apiKey = vi.fn(async () => "sk");
    const { core } = setUp({ apiKey });

    await expect(call(core, { signal: AbortSignal.abort(new Error("Enough.")) })).rejects.toThrow("Enough.");
    expect(apiKey).not.toHaveBeenCalled();
  });

  it.each([
    ["rejects", () => Promise.reject(new Error("The vault is locked."))],
    [
      "throws",
      () => {
        throw new Error("The vault is locked.");
      },
    ],
  ])("fails the call with its own reason when it %s", async (_how, apiKey) => {
    const { core, requests } = setUp({ apiKey });

    await expect(call(core)).rejects.toThrow("The vault is locked.");
    expect(requests).toHaveLength(0);
  });
});

describe("a key that is none", () => {
  it.each([[null], [undefined], [() => null], [() => undefined], [async () => ""]])(
    "is missing: %s",
    async (apiKey) => {
      const { core, requests } = setUp({ apiKey: apiKey as never });

      await expect(getOrganization(core, { id: "org_1" })).rejects.toMatchObject({ reason: "credentials_missing" });
      expect(requests).toHaveLength(0);
    },
  );

  it("is left out of a body", async () => {
    const { core, requests } = setUp({ apiKey: (() => null) as never });

    await authenticate(core, { grant_type: "refresh_token", refresh_token: "r" });

    expect(JSON.parse(requests[0]?.body ?? "")).not.toHaveProperty("client_secret");
  });
});

describe("the key of a call", () => {
  it("is refused by a public client", async () => {
    const { fetch, requests } = recorder();
    const core = createPublicCore({ clientId: "client_1", fetch });

    const call = authenticate(core, { grant_type: "refresh_token", refresh_token: "r" }, { apiKey: "sk_live" });

    await expect(call.withResponse()).rejects.toMatchObject({ reason: "public_client" });
    expect(requests).toHaveLength(0);
  });

  it("is refused in a browser, unless told otherwise", async () => {
    const { core, requests } = setUp({});
    const open = setUp({ dangerouslyAllowBrowser: true });
    Object.assign(globalThis, { document: {} });

    const refused = await getOrganization(core, { id: "org_1" }, { apiKey: "sk_live" }).catch(
      (error: unknown) => error,
    );
    await getOrganization(open.core, { id: "org_1" }, { apiKey: "sk_live" });
    Reflect.deleteProperty(globalThis, "document");

    expect(refused).toMatchObject({ reason: "browser" });
    expect([requests.length, open.requests.length]).toEqual([0, 1]);
  });
});

type Core = ReturnType<typeof createCore>;

function setUp(options: CoreOptions) {
  const { fetch, requests } = recorder();
  return { core: createCore({ clientId: "client_1", fetch, retries: 0, ...options }), requests };
}
