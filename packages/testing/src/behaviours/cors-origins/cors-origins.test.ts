import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";
import { serve } from "../../server/serve.ts";

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

  it("decide which pages may read answers, each environment for itself", async () => {
    const { mock, api } = checkedMock();
    const allowed = async (origin: string, key = mock.apiKey) => {
      const { headers } = await api("GET /organizations", undefined, { origin, authorization: `Bearer ${key}` });
      const names = ["access-control-allow-origin", "access-control-allow-credentials", "vary"];
      return names.map((name) => headers.get(name));
    };
    expect(await allowed("https://app.acme.test")).toEqual(["*", null, null]);

    await api(`POST ${path}`, { origin: "https://app.acme.test" });

    expect(await allowed("https://app.acme.test")).toEqual(["https://app.acme.test", "true", "Origin"]);
    expect(await allowed("https://evil.test")).toEqual([null, null, null]);
    expect(await allowed("https://evil.test", "sk_test_other")).toEqual(["*", null, null]);
  });

  it("are held to behind a port, preflight requests included", async () => {
    const { mock, api } = checkedMock();
    await api(`POST ${path}`, { origin: "https://app.acme.test" });
    await using server = await serve(mock);
    const ask = async (method: string, origin: string) => {
      const url = `${server.url}/user_management/authenticate`;
      const headers = { origin, "content-type": "application/json" };
      const answer = await fetch(url, { method, headers, ...(method === "POST" && { body: "{}" }) });
      return answer.headers.get("access-control-allow-origin");
    };

    for (const method of ["OPTIONS", "POST"]) {
      expect(await ask(method, "https://app.acme.test")).toBe("https://app.acme.test");
      expect(await ask(method, "https://evil.test")).toBeNull();
    }
  });

  it("are made by the dashboard, with an id of one's own", () => {
    const { mock } = checkedMock();

    expect(mock.dashboard.corsOrigins.create({ origin: "http://localhost:3000", id: "cors_origin_1" }).id).toBe(
      "cors_origin_1",
    );
  });
});
