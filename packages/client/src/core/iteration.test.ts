import { once } from "node:events";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { json, type Recorded, recorder } from "../../test/recorder.ts";
import { listOrganizations } from "../operations.ts";
import { createCore } from "./core.ts";

describe("an iteration", () => {
  it("that is left fetches nothing more, and stays left", async () => {
    const { workos, requests } = setUp(25);
    const items = listOrganizations(workos, { limit: 10 })[Symbol.asyncIterator]();

    await items.next();

    expect(await items.return?.()).toEqual({ done: true, value: undefined });
    expect(await items.next()).toEqual({ done: true, value: undefined });
    expect(requests).toHaveLength(1);
  });

  it("that is thrown into ends with what was thrown", async () => {
    const { workos, requests } = setUp(25);
    const items = listOrganizations(workos, { limit: 10 })[Symbol.asyncIterator]();

    await items.next();

    await expect(items.throw?.(new RangeError("Mine."))).rejects.toThrow("Mine.");
    expect(requests).toHaveLength(1);
  });

  it("that feeds a stream ends with the reason the stream is destroyed for", async () => {
    const stream = Readable.from(listOrganizations(setUp(25).workos));
    await once(stream, "readable");

    stream.destroy(new RangeError("Mine."));

    expect(await once(stream, "error")).toEqual([new RangeError("Mine.")]);
  });

  it("gives each item once to readers that do not wait for each other", async () => {
    const { workos, requests } = setUp(25);
    const items = listOrganizations(workos, { limit: 10 })[Symbol.asyncIterator]();

    const read = await Promise.all(Array.from({ length: 30 }, () => items.next()));

    const ids = read.filter(({ done }) => !done).map(({ value }) => value?.id);
    expect(ids).toEqual(Array.from({ length: 25 }, (_, index) => String(index)));
    expect(requests).toHaveLength(3);
  });

  it("shares its first page with others at the same time", async () => {
    const { workos, requests } = setUp(8);
    const organizations = listOrganizations(workos, { limit: 10 });

    const [page, all, some] = await Promise.all([organizations, organizations.collect(), organizations.collect(3)]);

    expect([page.data.length, all.length, some.length]).toEqual([8, 8, 3]);
    expect(requests).toHaveLength(1);
  });

  it("ends between two pages when the caller gives up", async () => {
    const { workos, requests } = setUp(25);
    const controller = new AbortController();
    const read = async () => {
      for await (const { id } of listOrganizations(workos, { limit: 10 }, { signal: controller.signal }))
        if (id === "9") controller.abort(new RangeError("Enough."));
    };

    await expect(read()).rejects.toThrow("Enough.");
    expect(requests).toHaveLength(1);
  });
});

/** A client of an API with this many organizations. */
function setUp(count: number) {
  const { fetch, requests } = recorder(({ url }: Recorded) => {
    const limit = Number(url.searchParams.get("limit"));
    const start = Number(url.searchParams.get("after") ?? -1) + 1;
    const end = Math.min(start + limit, count);
    const data = Array.from({ length: end - start }, (_, index) => ({ id: String(start + index) }));
    return json({ object: "list", data, list_metadata: { before: null, after: end < count ? String(end - 1) : null } });
  });
  return { workos: createCore({ apiKey: "sk_test", fetch }), requests };
}
