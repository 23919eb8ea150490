import { describe, expect, it } from "vitest";
import { checkedMock } from "../../test/checked-mock.ts";
import { createMock } from "../mock.ts";
import { controlDocs } from "./control-docs.ts";
import { controlRoutes } from "./routes.ts";

describe("the controls", () => {
  it("are all described", () => {
    expect(Object.keys(controlDocs).sort()).toEqual(Object.keys(controlRoutes).sort());
  });

  it("describe themselves, with every function of the dashboard", async () => {
    const { mock, api } = checkedMock();

    const { body } = await api("GET /_mock/openapi.json");

    for (const [resource, functions] of Object.entries(mock.dashboard))
      for (const name of Object.keys(functions))
        expect(body.paths).toHaveProperty([`/_mock/${resource}/${name}`, "post"]);
    expect(body.paths["/_mock/clock"].post.requestBody.content["application/json"].example).toEqual({
      advance: { minutes: 10 },
    });
  });

  it.each([{}, { version: 2, tables: {}, cells: {} }, { version: 1, tables: { organizations: ["x"] }, cells: {} }])(
    "refuse what is no exported state, and keep the present one: %j",
    async (body) => {
      const { mock, api } = checkedMock({ data: { organizations: { id: "org_1", name: "Acme" } } });

      expect((await api("PUT /_mock/state", body)).status).toBe(400);
      expect(mock.world.export().tables.organizations).toHaveLength(1);
    },
  );

  it("are described so that a client can be generated: names once, references that lead somewhere", async () => {
    const { body } = await checkedMock().api("GET /_mock/openapi.json");
    const operations = Object.values<Record<string, { operationId: string }>>(body.paths).flatMap(Object.values);
    const names = operations.map(({ operationId }) => operationId);
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];

    expect(names).toEqual([...new Set(names)]);
    for (const [, name] of references) expect(body.components.schemas).toHaveProperty(String(name));
    expect(JSON.stringify(body)).not.toContain("$defs");
  });

  it("show a person what went on", async () => {
    const { mock, api } = checkedMock();
    await api("POST /organizations", { name: "<b>Acme</b>" });
    mock.world.send({
      channel: "email",
      to: "ada@acme.test",
      kind: "invitation",
      text: "Hi",
      link: "https://app.test/i",
    });

    const { body } = await api("GET /_mock");

    expect(body).toContain("createOrganization");
    expect(body).toContain('<a href="https://app.test/i">');
    expect(body).not.toContain("<b>Acme");
  });

  it("show a person no password and no secret of a client", async () => {
    const mock = createMock();
    const body = { client_id: mock.clientId, client_secret: "sk_live_1", grant_type: "password", email: "a@b.test" };
    const init = { method: "POST", body: JSON.stringify({ ...body, password: "correct horse" }) };
    await mock.fetch("/user_management/authenticate", init);

    const page = await (await mock.fetch("/_mock")).text();

    expect(page).toContain("a@b.test");
    expect(page).not.toMatch(/sk_live_1|correct horse/);
  });

  it("show a person each environment, since a browser sends no key", async () => {
    const mock = createMock();
    mock.environment("worker3").dashboard.organizations.create({ name: "Acme" });
    const show = async (query: string) => (await mock.fetch(`/_mock${query}`)).text();

    expect(await show("")).toContain('<a href="?environment=worker3">worker3</a>');
    expect(await show("?environment=worker3")).toContain("organization.created");
    expect(await show("?environment=%3Cb%3E")).toBe('{"message":"Environment not found: \'<b>\'."}');
    expect(mock.requests.all).toEqual([]);
  });

  it("answer what is wrong with a call", async () => {
    const { api } = checkedMock();

    expect(await api("POST /_mock/organizations/nothing")).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining("Functions of organizations: create") },
    });
    expect((await api("POST /_mock/organisations/create")).body.message).toContain("Resources: actions");
    expect((await api("POST /_mock/connections/create", { organization: "nobody" })).body.message).toContain(
      "not found",
    );
    expect((await api("POST /_mock/seed", { nothing: [] })).body.message).toContain('names "nothing"');
    expect((await api("PATCH /_mock/clock")).status).toBe(405);
  });

  it.each([
    ["/_mock/faults", { kind: "explosion" }, "body.kind must be one of: latency"],
    ["/_mock/faults", { kind: "drop", tims: 1 }, "body.tims is not known"],
    ["/_mock/overrides", { operation: "listUsers", stauts: 500 }, "body.stauts is not known"],
    ["/_mock/failures", { operation: "listUsers" }, "body.status is required"],
    ["/_mock/clock", { advence: { minutes: 5 } }, "advence is not known"],
    ["/_mock/clock", {}, "is required"],
    ["/_mock/faults", { kind: "drop", operation: "listUser" }, 'no operation "listUser"'],
    ["/_mock/rate-limit", { limit: 5 }, "perMs"],
    ["/_mock/clock", { advance: { minuts: 5 } }, "minuts"],
    ["/_mock/clock", { advance: { minutes: "5" } }, "minutes"],
    ["/_mock/seed", { organizations: [{ nmae: "A" }] }, "organizations[0].nmae"],
    ["/_mock/trigger", { event: "user.creatd" }, "Of user: user.created"],
    ["/_mock/trigger", { event: "nothing" }, 'no event "nothing"'],
  ])("refuse what is misspelt: %s %j", async (path, body, reason) => {
    const { api } = checkedMock();

    const answer = await api(`POST ${path}`, body);

    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(reason);
    expect((await api("GET /_mock/requests?operation=listUser")).status).toBe(400);
  });

  it("provoke documented errors and send events", async () => {
    const { api } = checkedMock();
    await api("POST /_mock/failures", { operation: "createOrganization", status: 400, code: "invalid_metadata" });
    await api("POST /_mock/trigger", { event: "organization.created", data: { name: "Acme", id: "org_1" } });

    expect((await api("POST /organizations", { name: "A" })).body.code).toBe("invalid_metadata");
    expect((await api("GET /organizations/org_1")).body.name).toBe("Acme");
  });
});
