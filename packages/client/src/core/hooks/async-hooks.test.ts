import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { json, recorder, refused } from "../../../test/recorder.ts";
import { createClient } from "../../client.ts";
import { getOrganization } from "../../operations.ts";
import type { ClientOptions } from "../options.ts";

const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeEach(() => void process.on("unhandledRejection", note));
afterEach(async () => {
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", note);
  expect(unhandled.splice(0)).toEqual([]);
});

describe("a hook that gives a promise", () => {
  it.each(["onRequest", "onResponse", "onRetry", "onError", "onDeprecated"] as const)(
    "rejects the call when it rejects: %s",
    async (name) => {
      const hooks = { [name]: async () => Promise.reject(new Error("Mine.")) };
      const replies = [refused("ECONNRESET"), json({}, 200, { sunset: "Sat, 31 Oct 2026 23:59:59 GMT" })];
      const { client } = setUp({ hooks }, ...replies);

      await expect(getOrganization(client, { id: "org_1" })).rejects.toThrow("Mine.");
    },
  );

  it("is waited for, so that it may fetch what the request carries", async () => {
    const { client, requests } = setUp({
      hooks: {
        onRequest: async ({ headers }) => {
          await new Promise((resolve) => setImmediate(resolve));
          headers.set("x-late", "in time");
        },
      },
    });

    await getOrganization(client, { id: "org_1" });

    expect(requests[0]?.headers.get("x-late")).toBe("in time");
  });

  it("cannot hang a call longer than its time-out", async () => {
    const { client } = setUp({ hooks: { onRequest: () => new Promise<void>(() => {}) } });

    const call = getOrganization(client, { id: "org_1" }, { timeoutMs: 20, retries: 0 });

    await expect(call).rejects.toMatchObject({ name: "TimeoutError", timeoutMs: 20 });
  });

  it("is not waited for by a caller who has given up", async () => {
    const { client } = setUp({ hooks: { onResponse: () => new Promise<void>(() => {}) } });
    const controller = new AbortController();
    setImmediate(() => controller.abort(new Error("Enough.")));

    const call = getOrganization(client, { id: "org_1" }, { signal: controller.signal });

    await expect(call).rejects.toThrow("Enough.");
  });
});

it("rejects when validate does, later", async () => {
  const { client } = setUp({ validate: async () => Promise.reject(new TypeError("No id.")) });

  await expect(getOrganization(client, { id: "org_1" })).rejects.toThrow("No id.");
});

describe("a logger that fails", () => {
  it.each([
    [
      "throws",
      () => {
        throw new Error("Pipe closed.");
      },
    ],
    ["rejects", async () => Promise.reject(new Error("Pipe closed."))],
  ])("does not fail the call when it %s", async (_, write) => {
    const logger = { debug: write, warn: write, error: write };
    const { client, requests } = setUp({ logger }, refused("ECONNRESET"), json({ id: "org_1" }));

    await expect(getOrganization(client, { id: "org_1" })).resolves.toEqual({ id: "org_1" });
    expect(requests).toHaveLength(2);
  });
});

function setUp(options: ClientOptions, ...replies: Parameters<typeof recorder>) {
  const { fetch, requests } = recorder(...replies);
  return { client: createClient({ apiKey: "sk_test", fetch, world: { random: () => 0 }, ...options }), requests };
}
