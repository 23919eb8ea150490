import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

describe("resource exports", () => {
  it("announce each of their steps", async () => {
    const { mock, api } = checkedMock();
    const { resourceExports } = mock.dashboard;

    const { id } = resourceExports.create({ resource_type: "users" });
    expect(() => resourceExports.download({ id })).toThrow("400");
    resourceExports.complete({ id });
    resourceExports.download({ id });
    resourceExports.fail(resourceExports.create({ id: "resource_export_1" }));
    expect(() => resourceExports.fail({ id })).toThrow("400");

    const { body } = await api("GET /events");
    expect(body.data.map((row: { event: string; data: object }) => [row.event, row.data])).toEqual([
      ["resource_export.created", { id }],
      ["resource_export.completed", { id, resource_type: "users" }],
      ["resource_export.downloaded", { id }],
      ["resource_export.created", { id: "resource_export_1" }],
      ["resource_export.failed", { id: "resource_export_1" }],
    ]);
  });
});
