import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const path = "/connect/applications";
const firstParty = { name: "CLI", application_type: "oauth", is_first_party: true };

function connect() {
  const { mock, api } = checkedMock();
  const organization = mock.dashboard.organizations.create({ name: "Acme" });
  const machine = { name: "Job", application_type: "m2m", organization_id: organization.id, scopes: ["jobs:run"] };
  return { mock, api, organization, machine };
}

describe("Connect applications", () => {
  it("are found by id and by client id", async () => {
    const { api } = connect();
    const uris = [{ uri: "https://a.test/cb" }, { uri: "https://b.test/cb", default: true }];

    const created = await api(`POST ${path}`, { ...firstParty, redirect_uris: uris, uses_pkce: true, scopes: ["x"] });

    expect(created).toMatchObject({
      status: 201,
      body: {
        client_id: expect.stringMatching(/^client_/),
        is_first_party: true,
        uses_pkce: true,
        description: null,
        redirect_uris: [
          { uri: "https://a.test/cb", default: false },
          { uri: "https://b.test/cb", default: true },
        ],
      },
    });
    expect((await api(`GET ${path}/${created.body.id}`)).body).toEqual(created.body);
    expect((await api(`GET ${path}/${created.body.client_id}`)).body).toEqual(created.body);
  });

  it("of third parties and machines belong to an organization", async () => {
    const { api, organization, machine } = connect();

    const third = await api(`POST ${path}`, { ...firstParty, is_first_party: false, organization_id: organization.id });
    const m2m = await api(`POST ${path}`, machine);

    expect(third.body).toMatchObject({ is_first_party: false, was_dynamically_registered: false });
    expect(m2m.body).toMatchObject({ application_type: "m2m", organization_id: organization.id, scopes: ["jobs:run"] });
    expect(m2m.body.redirect_uris).toBeUndefined();
    const { body } = await api(`GET ${path}?organization_id=${organization.id}`);
    expect(body.data.map((row: { id: string }) => row.id)).toEqual([m2m.body.id, third.body.id]);
  });

  it("that registered themselves are listed when asked for", async () => {
    const { api } = connect();
    await api(`POST ${path}`, firstParty);
    await api("POST /oauth2/register", { redirect_uris: ["https://mcp.test/cb"], client_name: "MCP" });
    const names = async (query: string) =>
      (await api(`GET ${path}${query}`)).body.data.map((row: { name: string }) => row.name);

    expect(await names("")).toEqual(["CLI"]);
    expect(await names("?registration_types=dynamic")).toEqual(["MCP"]);
    expect(await names("?registration_types=dynamic,authenticated")).toEqual(["MCP", "CLI"]);
  });

  it("are changed and deleted, with their secrets", async () => {
    const { mock, api } = connect();
    const { body } = await api(`POST ${path}`, { ...firstParty, scopes: ["a"] });
    mock.dashboard.connectSecrets.create({ application: body.id });

    const changed = await api(`PUT ${path}/${body.client_id}`, {
      name: "CLI 2",
      description: "Ours",
      scopes: null,
      redirect_uris: [{ uri: "https://c.test/cb" }],
    });
    const emptied = await api(`PUT ${path}/${body.id}`, { scopes: [], redirect_uris: null });

    expect(changed.body).toMatchObject({
      name: "CLI 2",
      description: "Ours",
      scopes: ["a"],
      redirect_uris: [{ uri: "https://c.test/cb", default: true }],
    });
    expect(emptied.body).toMatchObject({ scopes: [], redirect_uris: [{ uri: "https://c.test/cb" }] });
    expect((await api(`DELETE ${path}/${body.id}`)).status).toBe(204);
    expect((await api(`GET ${path}/${body.id}`)).status).toBe(404);
    expect(mock.export().tables.connect_secrets).toEqual([]);
  });

  it("can be seeded with ids of one's own", async () => {
    const { mock, api } = connect();

    mock.dashboard.connectApplications.create({
      ...firstParty,
      application_type: "oauth",
      id: "conn_app_1",
      client_id: "client_cli",
    });

    expect((await api(`GET ${path}/conn_app_1`)).body.client_id).toBe("client_cli");
  });

  it("are refused", async () => {
    const { api, machine } = connect();
    const create = async (body: object) => (await api(`POST ${path}`, body)).status;
    const { body } = await api(`POST ${path}`, machine);

    expect(await create({ ...machine, organization_id: "org_1" })).toBe(404);
    expect(await create({ ...firstParty, is_first_party: false })).toBe(422);
    expect(await create({ ...firstParty, name: undefined })).toBe(422);
    expect(await create({ ...firstParty, redirect_uris: [{ uri: "nonsense" }] })).toBe(422);
    const two = [
      { uri: "https://a.test", default: true },
      { uri: "https://b.test", default: true },
    ];
    expect(await create({ ...firstParty, redirect_uris: two })).toBe(422);
    expect((await api(`PUT ${path}/${body.id}`, { redirect_uris: [{ uri: "https://a.test" }] })).status).toBe(422);
    expect((await api(`GET ${path}?registration_types=other`)).status).toBe(422);
    for (const method of ["GET", "PUT", "DELETE"])
      expect((await api(`${method} ${path}/conn_app_1`, {})).status).toBe(404);
  });
});
