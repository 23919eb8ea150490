import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PageQuery, pageOf } from "./page.ts";
import { Table } from "./table.ts";

interface Person {
  readonly id: string;
  readonly team: string;
}

function people(count: number): Table<Person> {
  const table = new Table<Person>({ indexes: { team: (person) => person.team } });
  for (let index = 1; index <= count; index++) table.put({ id: `p${index}`, team: index % 2 === 0 ? "even" : "odd" });
  return table;
}

const idsOf = (table: Table<Person>, query: PageQuery, team?: string) =>
  pageOf(table, query, { where: { team } }).rows.map((row) => row.id);

describe("pageOf", () => {
  it("gives the newest ten without parameters", () => {
    expect(idsOf(people(12), {})).toEqual(["p12", "p11", "p10", "p9", "p8", "p7", "p6", "p5", "p4", "p3"]);
  });

  it.each([
    ["after in falling order", { after: "p4", limit: 2 }, ["p3", "p2"], { before: "p3", after: "p2" }],
    ["after in rising order", { after: "p4", limit: 2, order: "asc" }, ["p5", "p6"], { before: "p5", after: null }],
    ["before in falling order", { before: "p2", limit: 2 }, ["p4", "p3"], { before: "p4", after: "p3" }],
    ["before at the beginning", { before: "p5", limit: 2 }, ["p6"], { before: null, after: "p6" }],
    ["before in rising order", { before: "p3", limit: 5, order: "asc" }, ["p1", "p2"], { before: null, after: "p2" }],
    [
      "normal, older by before",
      { before: "p4", limit: 2, order: "normal" },
      ["p3", "p2"],
      { before: "p2", after: "p3" },
    ],
    ["normal, newer by after", { after: "p4", limit: 2, order: "normal" }, ["p6", "p5"], { before: "p5", after: null }],
  ])("follows the cursor %s", (_, query, ids, cursors) => {
    const page = pageOf(people(6), query as PageQuery);

    expect(page.rows.map((row) => row.id)).toEqual(ids);
    expect({ before: page.before, after: page.after }).toEqual(cursors);
  });

  it("walks every row once in each direction, whatever the page size, order and filter", () => {
    const orders = fc.constantFrom("asc", "desc", "normal");
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 20 }), orders, fc.boolean(), (count, limit, order, isOdd) => {
        const table = people(count);
        const team = isOdd ? "odd" : undefined;
        const where = { team };
        const all = [...table.walk({ where, isAscending: order === "asc" })].map((row) => row.id);
        const seen: string[] = [];
        let forward = pageOf(table, { limit, order }, { where });
        const next = order === "normal" ? ("before" as const) : ("after" as const);
        for (;;) {
          seen.push(...forward.rows.map((row) => row.id));
          const cursor = forward[next];
          if (cursor === null) break;
          forward = pageOf(table, { limit, order, [next]: cursor }, { where });
        }

        expect(seen).toEqual(all);
      }),
    );
  });

  it("keeps a cursor's place when its row is deleted and others arrive", () => {
    const table = people(6);
    const { after } = pageOf(table, { limit: 2 });
    table.remove(String(after));
    table.put({ id: "p7", team: "odd" });

    expect(idsOf(table, { limit: 2, after: String(after) })).toEqual(["p4", "p3"]);
  });

  it("merges several values of an index in order", () => {
    const table = people(6);

    expect(pageOf(table, {}, { where: { team: ["even", "odd"] } }).rows).toHaveLength(6);
    expect(pageOf(table, { limit: 3 }, { where: { team: ["odd", "even"] } }).rows.map((row) => row.id)).toEqual([
      "p6",
      "p5",
      "p4",
    ]);
  });
});
