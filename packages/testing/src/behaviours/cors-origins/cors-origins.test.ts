import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const path = "/user_management/cors_origins";

describe("CORS origins", () => {
  it("adds and lists them", async () => {
    const { mock, api } = checkedMock();

    const created = await api(`POST ${path}`, { origin: "https://app.acme.test" });
    const local = mock.dashboard.corsOrigins.create({ origin: "http://localhost:3000" });

    expect(created.status).toBe(201);
    expect((await api(`GET ${path}`)).body.data).toEqual([local, created.body]);
    mock.dashboard.corsOrigins.delete({ id: local.id });
    expect((await api(`GET ${path}`)).body.data).toEqual([created.body]);
  });

  it("refuses what is allowed already", async () => {
    const { api } = checkedMock();
    await api(`POST ${path}`, { origin: "https://app.acme.test" });

    expect((await api(`POST ${path}`, { origin: "https://app.acme.test" })).status).toBe(409);
  });

  it.each([{}, { origin: "nonsense" }, { origin: "https://app.acme.test/path" }, { origin: "ftp://acme.test" }])(
    "refuses %j",
    async (body) => {
      const { api } = checkedMock();

      expect((await api(`POST ${path}`, body)).status).toBe(422);
    },
  );
});
