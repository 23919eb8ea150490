import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const credentials = { type: "custom", client_id: "c", client_secret: "secret" } as const;

function pipes() {
  const { mock, api } = checkedMock();
  const { dashboard } = mock;
  const user = dashboard.users.create({ email: "ada@acme.test" });
  const organization = dashboard.organizations.create({ name: "Acme" });
  dashboard.dataIntegrations.create({ provider: "github", scopes: ["repo"], credentials });
  dashboard.dataIntegrations.create({ provider: "linear", credentials, enabled: false });
  dashboard.dataIntegrations.create({ provider: "slack", credentials, ownership: "organization" });
  return { dashboard, api, user, organization };
}

describe("data providers", () => {
  it("show a user what is switched on, with the connection to each", async () => {
    const { dashboard, api, user } = pipes();
    const account = dashboard.connectedAccounts.create({ provider: "github", user });

    const { body } = await api(`GET /user_management/users/${user.id}/data_providers`);

    expect(body.data).toMatchObject([
      {
        slug: "github",
        name: "GitHub",
        ownership: "userland_user",
        credentials_type: "custom",
        integrationType: "github",
        connected_account: { id: account.id, state: "connected", userlandUserId: user.id, organizationId: null },
      },
    ]);
  });

  it("follow the organization's overrides", async () => {
    const { dashboard, api, user, organization } = pipes();
    dashboard.organizationDataIntegrations.create({ organization, provider: "github", enabled: false });
    dashboard.organizationDataIntegrations.create({ organization, provider: "linear", enabled: true });

    const { body } = await api(
      `GET /user_management/users/${user.id}/data_providers?organization_id=${organization.id}`,
    );

    expect(body.data).toMatchObject([{ slug: "linear", connected_account: null }]);
  });

  it("show an organization its own, with all connections if asked", async () => {
    const { dashboard, api, organization } = pipes();
    dashboard.connectedAccounts.create({ provider: "slack", organization });
    dashboard.connectedAccounts.create({ provider: "slack", organization });
    const path = `/organizations/${organization.id}/data_providers`;

    const one = await api(`GET ${path}`);
    const many = await api(`GET ${path}?supports_multiple_connections=true`);

    expect(one.body.data).toMatchObject([{ slug: "slack", ownership: "organization" }]);
    expect(one.body.data[0].connected_accounts).toBeUndefined();
    expect(many.body.data[0].connected_accounts).toHaveLength(2);
  });

  it("need a user or an organization that exists", async () => {
    const { api, user } = pipes();

    expect((await api("GET /user_management/users/user_1/data_providers")).status).toBe(404);
    const unknown = await api(`GET /user_management/users/${user.id}/data_providers?organization_id=org_1`);
    expect(unknown.status).toBe(404);
    expect((await api("GET /organizations/org_1/data_providers")).status).toBe(404);
  });
});
