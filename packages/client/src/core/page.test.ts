import { describe, expect, it } from "vitest";
import { json, type Recorded, recorder } from "../../test/recorder.ts";
import { listOrganizations } from "../operations.ts";
import { createCore } from "./core.ts";
import { ParseError } from "./errors/errors.ts";

describe("list", () => {
  it("gives one page when awaited, as the API sent it", async () => {
    const { workos, requests } = setUp(5);

    const page = await listOrganizations(workos, { limit: 2 });

    expect(page.data.map((each) => each.id)).toEqual(["0", "1"]);
    expect(Object.keys(page)).toEqual(["object", "data", "list_metadata"]);
    expect(requests[0]?.url.search).toBe("?limit=2");
  });

  it("gives every item when iterated, and fetches no page twice", async () => {
    const { workos, requests } = setUp(250);
    const ids: string[] = [];

    for await (const organization of listOrganizations(workos)) ids.push(organization.id);

    expect(ids).toEqual(Array.from({ length: 250 }, (_, index) => String(index)));
    expect(requests.map((each) => each.url.search)).toEqual([
      "?limit=100",
      "?limit=100&after=99",
      "?limit=100&after=199",
    ]);
  });

  it("iterates to the end although a limit is given", async () => {
    const { workos, requests } = setUp(5);

    expect(await listOrganizations(workos, { limit: 2 }).collect()).toHaveLength(5);
    expect(requests).toHaveLength(3);
  });

  it("goes on from the page that was awaited", async () => {
    const { workos, requests } = setUp(4);
    const list = listOrganizations(workos, { limit: 2 });
    await list;

    expect(await list.collect()).toHaveLength(4);
    expect(requests).toHaveLength(2);
  });

  it("walks to the neighbours of a page", async () => {
    const { workos } = setUp(6);
    const page = await listOrganizations(workos, { limit: 2, after: "1" });

    const ids = (each: typeof page | undefined) => each?.data.map((item) => item.id);
    expect(ids(await page.next())).toEqual(["4", "5"]);
    expect(ids(await page.previous())).toEqual(["0", "1"]);
    expect(await (await page.next())?.next()).toBeUndefined();
  });

  it("walks backwards when given before", async () => {
    const { workos } = setUp(5);
    const ids: string[] = [];

    for await (const each of listOrganizations(workos, { before: "4", limit: 2 })) ids.push(each.id);

    expect(ids).toEqual(["3", "2", "1", "0"]);
  });

  it("fetches no more than collect asks for", async () => {
    const { workos, requests } = setUp(500);

    expect(await listOrganizations(workos).collect(120)).toHaveLength(120);
    expect(requests.map((each) => each.url.search)).toEqual(["?limit=100", "?limit=100&after=99"]);
    expect(await listOrganizations(workos).collect(0)).toEqual([]);
    expect(requests).toHaveLength(2);
  });

  it.each([
    [2.5, 2, ["?limit=2"]],
    [0.5, 0, []],
    [100.9, 100, ["?limit=100"]],
    [Number.POSITIVE_INFINITY, 3, ["?limit=100"]],
  ])("collects at most %d items, in whole ones", async (max, length, searches) => {
    const { workos, requests } = setUp(max > 100 && max < 101 ? 200 : 3);

    expect(await listOrganizations(workos).collect(max)).toHaveLength(length);
    expect(requests.map((each) => each.url.search)).toEqual(searches);
  });

  it.each([[-1], [Number.NaN], [Number.NEGATIVE_INFINITY], ["many"]])("refuses to collect %s items", async (max) => {
    const { workos, requests } = setUp(3);

    await expect(listOrganizations(workos).collect(max as number)).rejects.toMatchObject({
      name: "ConfigurationError",
      reason: "max_invalid",
    });
    expect(requests).toEqual([]);
  });

  it("leaves the size of a page to limit, whatever pages is given", async () => {
    const { workos, requests } = setUp(3);
    const pages = (limit?: number) =>
      listOrganizations(workos, limit === undefined ? {} : { limit }) as { pages(size: number): AsyncIterable<object> };

    for await (const _ of pages().pages(0)) break;
    for await (const _ of pages(2).pages(50)) break;

    expect(requests.map((each) => each.url.search)).toEqual(["?limit=100", "?limit=2"]);
  });

  it("leaves a limit of 0 to the API, which refuses it", async () => {
    const { workos, requests } = setUp(3);

    for await (const _ of listOrganizations(workos, { limit: 0 })) break;

    expect(requests[0]?.url.search).toBe("?limit=0");
  });

  it("gives pages with the cursor to resume from", async () => {
    const { workos } = setUp(5);
    const cursors: unknown[] = [];

    for await (const page of listOrganizations(workos, { limit: 2 }).pages()) cursors.push(page.list_metadata.after);

    expect(cursors).toEqual(["1", "3", null]);
  });

  it("starts anew for the cursor of an end", async () => {
    const { workos, requests } = setUp(3);

    await listOrganizations(workos, { after: null, before: undefined }).collect();
    await listOrganizations(workos, { before: null }).collect();

    expect(requests.map(({ url }) => url.search)).toEqual(["?limit=100", "?limit=100"]);
  });

  it("asks again after a failure", async () => {
    const { fetch, requests } = recorder(json({}, 404), json({ object: "list", data: [], list_metadata: {} }));
    const list = listOrganizations(createCore({ apiKey: "sk_test", fetch }));

    await expect(list.collect()).rejects.toMatchObject({ status: 404 });

    expect(await list.collect()).toEqual([]);
    expect(requests).toHaveLength(2);
  });

  it("keeps filters from page to page", async () => {
    const { workos, requests } = setUp(3);

    await listOrganizations(workos, { limit: 2, domains: ["a.test", "b.test"], order: "asc" }).collect();

    expect(requests[1]?.url.search).toBe("?limit=2&domains=a.test,b.test&order=asc&after=1");
  });

  it("sends nothing before it is asked", async () => {
    const { workos, requests } = setUp(1);

    listOrganizations(workos);
    await Promise.resolve();

    expect(requests).toHaveLength(0);
  });

  it("refuses an answer that is no page", async () => {
    const { fetch } = recorder(json({ message: "fine" }));
    const workos = createCore({ apiKey: "sk_test", fetch });

    await expect(listOrganizations(workos).collect()).rejects.toSatisfy((error) => ParseError.isInstance(error));
  });

  it("ends with an error where a page leads to itself, instead of fetching it for ever", async () => {
    const { fetch, requests } = recorder(json({ object: "list", data: [{}], list_metadata: { after: "same" } }));
    const list = listOrganizations(createCore({ apiKey: "sk_test", fetch }));

    const failure = await list.collect().catch((error: unknown) => error);

    expect(failure).toMatchObject({
      name: "ParseError",
      route: "/organizations",
      requestId: "req_1",
      bodyStart: "same",
    });
    expect(requests).toHaveLength(2);
  });

  it("takes a limit that is undefined for none", async () => {
    const { workos, requests } = setUp(1);

    await listOrganizations(workos, { limit: undefined } as never).collect();

    expect(requests[0]?.url.search).toBe("?limit=100");
  });

  it("gives the raw answer beside the page", async () => {
    const { workos } = setUp(1);

    expect(await listOrganizations(workos).withResponse()).toMatchObject({ requestId: "req_1", data: { data: [{}] } });
  });
});

function setUp(count: number) {
  const all = Array.from({ length: count }, (_, index) => ({ id: String(index) }));
  const { fetch, requests } = recorder((request: Recorded) => {
    const query = request.url.searchParams;
    const limit = Number(query.get("limit") ?? 10);
    const before = query.get("before");
    const start = before === null ? Number(query.get("after") ?? -1) + 1 : Math.max(0, Number(before) - limit);
    const end = before === null ? start + limit : Number(before);
    const data = all.slice(start, end);
    const after = end < count ? data.at(-1)?.id : null;
    return json({ object: "list", data, list_metadata: { after, before: start > 0 ? data[0]?.id : null } });
  });
  return { workos: createCore({ apiKey: "sk_test", fetch }), requests };
}
