import { listOrganizations, listUsers } from "@workos-kit/client/operations";
import { describe, expect, it } from "vitest";
import { openStage } from "./stage.ts";

async function openLists(count = 250) {
  const stage = await openStage();
  const names = Array.from({ length: count }, (_, index) => `Customer ${String(index).padStart(3, "0")}`);
  for (const name of names) stage.mock.dashboard.organizations.create({ name });
  const requests = () => stage.mock.requests.of("listOrganizations");
  return { ...stage, names, newestFirst: [...names].reverse(), requests };
}

const nameOf = ({ name }: { name: string }) => name;

describe("a list of the API", () => {
  it("is iterated whole, newest first, a hundred at a time, no page twice", async () => {
    await using stage = await openLists();

    const seen: string[] = [];
    for await (const { name } of listOrganizations(stage.client)) seen.push(name);

    expect(seen).toEqual(stage.newestFirst);
    expect(stage.requests().map(({ query }) => query.limit)).toEqual([100, 100, 100]);
    expect(new Set(stage.requests().map(({ query }) => query.after)).size).toBe(3);
  });

  it.each(["asc", "desc", "normal"] as const)(
    "has every item once in order %s, whatever the size of a page",
    async (order) => {
      await using stage = await openLists(23);

      const all = await listOrganizations(stage.client, { order, limit: 5 }).collect();

      expect(all.map(nameOf)).toEqual(order === "asc" ? stage.names : stage.newestFirst);
      expect(stage.requests()).toHaveLength(5);
    },
  );

  it("is gone through there and back", async () => {
    await using stage = await openLists(10);

    const first = await listOrganizations(stage.client, { limit: 4 });
    const second = await first.next();
    const third = await second?.next();
    const back = await third?.previous();

    expect([first, second, third].map((page) => page?.data.length)).toEqual([4, 4, 2]);
    expect(back?.data.map(nameOf)).toEqual(second?.data.map(nameOf));
    expect(await third?.next()).toBeUndefined();
    expect(await first.previous()).toBeUndefined();
  });

  it("is walked backwards from a cursor", async () => {
    await using stage = await openLists(10);
    const all = await listOrganizations(stage.client).collect();

    const before = await listOrganizations(stage.client, { before: all[8]?.id, limit: 3 }).collect();

    expect(before.map(nameOf)).toEqual(all.slice(0, 8).reverse().map(nameOf));
  });

  it("is taken up at a cursor that was kept, although the list has grown meanwhile", async () => {
    await using stage = await openLists(10);
    let kept: string | null | undefined;
    const seen: string[] = [];
    for await (const { data, list_metadata } of listOrganizations(stage.client, { limit: 4 }).pages()) {
      seen.push(...data.map(nameOf));
      kept = list_metadata.after;
      break;
    }
    stage.mock.dashboard.organizations.create({ name: "New" });

    for await (const { name } of listOrganizations(stage.client, { limit: 4, after: kept })) seen.push(name);

    expect(seen).toEqual(stage.newestFirst);
  });

  it("fetches no more than is collected, and nothing before it is asked", async () => {
    await using stage = await openLists(250);
    const list = listOrganizations(stage.client);
    expect(stage.requests()).toHaveLength(0);

    expect(await list.collect(120)).toHaveLength(120);
    expect(await listOrganizations(stage.client).collect(3)).toHaveLength(3);

    expect(stage.requests().map(({ query }) => query.limit)).toEqual([100, 100, 3]);
  });

  it("keeps its filters from page to page, and may be empty", async () => {
    await using stage = await openLists(30);
    const some = listOrganizations(stage.client, { search: "Customer 01", limit: 4, order: "asc" });

    expect((await some.collect()).map(nameOf)).toEqual(stage.names.slice(10, 20));
    expect(await listOrganizations(stage.client, { search: "nobody" }).collect()).toEqual([]);
    expect(await listUsers(stage.client).collect()).toEqual([]);
  });

  it("goes on after a page that failed in between", async () => {
    await using stage = await openLists(30);
    const first = await listOrganizations(stage.client, { limit: 10 });
    const outage = stage.mock.faults.add({ kind: "status", status: 503 });
    const { after } = first.list_metadata;

    const rest = listOrganizations(stage.client, { limit: 10, after }, { retries: 0 });
    await expect(rest.collect()).rejects.toMatchObject({ status: 503 });
    outage.remove();

    expect(await listOrganizations(stage.client, { limit: 10, after }).collect()).toHaveLength(20);
  });
});
