import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { json } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import { getOrganization, listOrganizations } from "../operations.ts";
import type { CallOptions } from "./options.ts";

// More than any of these calls takes; a call that is done is out of reach.
const moments = Array.from({ length: 120 }, (_, ticks) => ticks);

describe("a caller who gives up at any moment", () => {
  it.each([
    ["a call", (options: CallOptions) => getOrganization(setUp(200), { id: "org_1" }, options)],
    ["a call that is repeated", (options: CallOptions) => getOrganization(setUp(503, 200), { id: "org_1" }, options)],
    ["a refusal", (options: CallOptions) => getOrganization(setUp(404), { id: "org_1" }, options)],
    [
      "the whole answer",
      (options: CallOptions) => getOrganization(setUp(200), { id: "org_1" }, options).withResponse(),
    ],
    ["a path call", (options: CallOptions) => setUp(200).GET("/organizations", options)],
    ["a list", (options: CallOptions) => listOrganizations(setUp(200, 200), {}, options).collect()],
  ])("gets the reason, or what came before: %s", async (_, start) => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => void unhandled.push(reason);
    process.on("unhandledRejection", note);
    const ends = new Set<unknown>();

    for (const ticks of moments) {
      const controller = new AbortController();
      const reason = new RangeError("Enough.");
      const end = Promise.resolve(start({ signal: controller.signal })).then(
        () => "done",
        (error: unknown) => (error === reason ? "reason" : (error as Error).name),
      );
      for (let tick = 0; tick < ticks; tick++) await null;
      controller.abort(reason);
      ends.add(await end);
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    }

    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", note);
    expect(unhandled).toEqual([]);
    expect(ends.has("reason")).toBe(true);
    expect([...ends].filter((end) => end !== "reason" && end !== "done" && end !== "ApiError")).toEqual([]);
  });
});

/** A client on which everything that may be waited for takes a few moments. */
function setUp(...statuses: number[]) {
  const ticks = async (count = 5) => {
    for (let tick = 0; tick < count; tick++) await null;
  };
  return createClient({
    apiKey: async () => ticks().then(() => "sk_test"),
    fetch: async (_, { signal }) => {
      await ticks();
      signal?.throwIfAborted();
      return json({ id: "org_1", data: [], list_metadata: {} }, statuses.length > 1 ? statuses.shift() : statuses[0]);
    },
    hooks: { onRequest: () => ticks(), onResponse: () => ticks(), onRetry: () => ticks(), onError: () => ticks() },
    validate: () => ticks(),
    world: { random: () => 0 },
  });
}
