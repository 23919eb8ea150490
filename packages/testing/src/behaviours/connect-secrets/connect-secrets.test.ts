import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

function connect() {
  const { mock, api } = checkedMock();
  const application = mock.dashboard.connectApplications.create({
    name: "CLI",
    application_type: "oauth",
    is_first_party: true,
  });
  return { mock, api, application, path: `/connect/applications/${application.id}/client_secrets` };
}

describe("client secrets", () => {
  it("show their value once, then only its end", async () => {
    const { api, path, application } = connect();

    const created = await api(`POST ${path}`, {});

    const { secret, ...shown } = created.body;
    expect(created.status).toBe(201);
    expect(secret).toHaveLength(32);
    expect(shown).toMatchObject({ secret_hint: secret.slice(-4), last_used_at: null });
    expect((await api(`GET ${path}`)).body).toEqual([shown]);
    const byClientId = await api(`GET /connect/applications/${application.client_id}/client_secrets`);
    expect(byClientId.body).toEqual([shown]);
  });

  it("are five at most", async () => {
    const { api, path } = connect();
    for (let index = 0; index < 5; index++) expect((await api(`POST ${path}`, {})).status).toBe(201);

    expect((await api(`POST ${path}`, {})).status).toBe(422);

    const { body } = await api(`GET ${path}`);
    expect((await api(`DELETE /connect/client_secrets/${body[0].id}`)).status).toBe(204);
    expect((await api(`POST ${path}`, {})).status).toBe(201);
  });

  it("can be seeded with a value of one's own", () => {
    const { mock, application } = connect();

    const made = mock.dashboard.connectSecrets.create({ application: application.client_id, secret: "known-value" });

    expect(made).toMatchObject({ secret: "known-value", secret_hint: "alue" });
  });

  it("are unknown under any other id", async () => {
    const { api } = connect();

    expect((await api("GET /connect/applications/conn_app_1/client_secrets")).status).toBe(404);
    expect((await api("POST /connect/applications/conn_app_1/client_secrets", {})).status).toBe(404);
    expect((await api("DELETE /connect/client_secrets/secret_1")).status).toBe(404);
  });
});
