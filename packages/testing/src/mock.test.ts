import { describe, expect, it, vi } from "vitest";
import { checkedApi, checkedMock } from "../test/checked-mock.ts";
import { createMock } from "./mock.ts";

const send = (mock: ReturnType<typeof createMock>, path: string, init: RequestInit = {}) =>
  mock.fetch(`https://api.workos.com${path}`, init);
const withKey = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });

describe("createMock", () => {
  it("gives the same ids from the same seed, whatever fails in between", async () => {
    const idOf = async (isDisturbed: boolean) => {
      const { mock, api } = checkedMock({ seed: 7 });
      if (isDisturbed) {
        mock.faults.add({ kind: "status", status: 500, probability: 0.5 });
        await api("GET /organizations");
        mock.faults.clear();
      }
      return (await api("POST /organizations", { name: "Acme" })).body.id;
    };

    expect(await idOf(true)).toBe(await idOf(false));
  });

  it("keeps two mocks apart", async () => {
    const [one, other] = [checkedMock(), checkedMock()];
    await one.api("POST /organizations", { name: "Acme" });

    expect((await other.api("GET /organizations")).body.data).toEqual([]);
  });

  it("fills itself from seed data", async () => {
    const data = {
      organizations: [{ id: "org_1", name: "Acme", domains: ["acme.test"] }],
      connections: [{ organization: "Acme", type: "OktaSAML" }],
      directories: [{ organization: "Acme" }],
      settings: { team_name: "Mine" },
    };
    const { mock, api } = checkedMock({ data });
    mock.dashboard.organizations.delete({ id: "org_1" });

    mock.reset();

    expect((await api("GET /organizations/org_1")).body.name).toBe("Acme");
    expect(mock.dashboard.settings.get().team_name).toBe("Mine");
    // @ts-expect-error the dashboard has no such resource
    expect(() => createMock({ data: { nothing: [] } })).toThrow('names "nothing"');
  });

  it("is answered while a test fakes the timers", async () => {
    vi.useFakeTimers();
    try {
      const { api } = checkedMock();

      expect((await api("POST /organizations", { name: "Acme" })).status).toBe(201);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("environments", () => {
  it("are one for each key, and share nothing", async () => {
    const { mock, api } = checkedMock();
    const other = checkedApi(mock, "sk_test_other");
    await api("POST /organizations", { name: "Acme", external_id: "a" });

    expect((await other("GET /organizations")).body.data).toEqual([]);
    expect((await other("POST /organizations", { name: "Acme", external_id: "a" })).status).toBe(201);
    expect(mock.environment("other").requests.of("createOrganization")).toHaveLength(1);
    expect(mock.requests.of("createOrganization")).toHaveLength(1);
  });

  it("are found by client id, code and token when there is no key", async () => {
    const mock = createMock({ seed: 1 });
    const query = "client_id=client_other&redirect_uri=https://app.test/cb&response_type=code&provider=GoogleOAuth";
    const { headers } = await send(mock, `/sso/authorize?${query}`);
    const code = new URL(String(headers.get("location"))).searchParams.get("code");
    const body = JSON.stringify({
      client_id: "client_other",
      client_secret: "sk_test_other",
      grant_type: "authorization_code",
      code,
    });
    const token = await (await send(mock, "/sso/token", { method: "POST", body })).json();

    const profile = await send(mock, "/sso/profile", withKey(token.access_token));

    expect(profile.status).toBe(200);
    expect(mock.environment("other").requests.of("getProfile")).toHaveLength(1);
    expect((await send(mock, "/sso/profile", withKey("nobody"))).status).toBe(401);
  });

  it.each([
    ["no key", {}],
    ["a key that is none", withKey("nope")],
    ["a key of another kind", withKey("sk_live_x")],
    ["a key called invalid", withKey("sk_test_invalid")],
    ["another scheme", { headers: { authorization: "Basic c2tfdGVzdF9kZWZhdWx0" } }],
  ])("refuse %s", async (_, init) => {
    const answer = await send(createMock(), "/organizations", init);

    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ message: "Unauthorized" });
    expect(answer.headers.get("x-request-id")).toMatch(/^req_/);
  });
});

describe("bad requests", () => {
  const key = withKey("sk_test_default");

  it("are told from objects that do not exist when the route is unknown", async () => {
    const answer = await send(createMock(), "/organisations", key);

    expect(answer.status).toBe(501);
    expect(answer.headers.get("x-mock-reason")).toBe("unknown-operation");
    expect((await answer.json()).nearest).toContain("GET /organizations");
  });

  it("are told which methods a path allows", async () => {
    const answer = await send(createMock(), "/organizations", { ...key, method: "PATCH" });

    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST, GET"]);
  });

  it.each([
    ["malformed JSON", "{", "application/json", 400],
    ["JSON that is no object", "[1]", "application/json", 400],
    ["a body of another type", "<a/>", "application/xml", 415],
    ["nothing at all", "", "application/json", 422],
    ["a prototype as a key", '{"__proto__":{"name":"x"}}', "application/json", 422],
    ["more than ten megabytes", `{"name":"${"x".repeat(10 * 1024 * 1024)}"}`, "application/json", 413],
  ])("are refused for %s", async (_, body, type, status) => {
    const mock = createMock();
    const headers = { ...key.headers, "content-type": type };

    expect((await send(mock, "/organizations", { method: "POST", headers, body })).status).toBe(status);
    expect(mock.world.export().tables.organizations).toEqual([]);
  });

  it.each(["limit=0", "limit=101", "limit=abc", "order=up", "after=org_x", "after=a&before=b"])(
    "are refused for %s",
    async (query) => {
      const { api } = checkedMock();

      const refused = await api(`GET /organizations?${query}`);

      expect(refused.status).toBe(422);
      expect(refused.body.errors[0].field).toBe(query.split(/[=&]/).at(query.includes("&") ? 2 : 0));
    },
  );

  it("with unknown fields pass with a warning, unless the mock is strict", async () => {
    const [lenient, strict] = [checkedMock(), checkedMock({ strict: true })];
    const body = { name: "Acme", colour: "red" };

    expect((await lenient.api("POST /organizations?extra=1", body)).status).toBe(201);
    expect(lenient.mock.requests.all[0]?.warnings).toEqual(['unknown parameter "extra"', 'unknown field "colour"']);
    expect((await strict.api("POST /organizations", body)).body.errors).toMatchObject([{ field: "colour" }]);
  });
});

it("is not surprised by the icon that browsers ask for", async () => {
  const mock = createMock();

  const { status } = await mock.fetch("/favicon.ico");

  expect(status).toBe(204);
  mock.requests.expectNoSurprise();
});
