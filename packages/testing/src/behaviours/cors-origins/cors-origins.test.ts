import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const path = "/user_management/cors_origins";

describe("CORS origins", () => {
  it("are created once and listed", async () => {
    const { api } = checkedMock();
    const created = await api(`POST ${path}`, { origin: "https://app.acme.test" });

    expect(created.status).toBe(201);
    expect((await api(`POST ${path}`, { origin: "https://app.acme.test" })).status).toBe(409);
    expect((await api(`GET ${path}`)).body.data).toEqual([created.body]);
  });

  it.each(["app.acme.test", "https://app.acme.test/path", "ftp://app.acme.test", ""])("refuse %j", async (origin) => {
    const { api } = checkedMock();

    expect((await api(`POST ${path}`, { origin })).status).toBe(422);
  });

  it("are made by the dashboard, with an id of one's own", () => {
    const { mock } = checkedMock();

    expect(mock.dashboard.corsOrigins.create({ origin: "http://localhost:3000", id: "cors_origin_1" }).id).toBe(
      "cors_origin_1",
    );
  });
});
