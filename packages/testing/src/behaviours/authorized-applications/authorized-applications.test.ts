import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

function connect() {
  const { mock, api } = checkedMock();
  const { dashboard } = mock;
  const user = dashboard.users.create({ email: "ada@acme.test" });
  const organization = dashboard.organizations.create({ name: "Acme" });
  dashboard.organizationMemberships.create({ user, organization });
  const application = dashboard.connectApplications.create({
    name: "Reports",
    application_type: "oauth",
    is_first_party: false,
    organization_id: organization.id,
  });
  const consent = dashboard.authorizedApplications.create({
    user,
    application: application.id,
    granted_scopes: ["openid"],
    oauth_resource: "https://mcp.acme.test",
  });
  const ofUser = `/user_management/users/${user.id}/authorized_applications`;
  const ofOrganization = `/organizations/${organization.id}/authorized_applications`;
  return { mock, api, user, application, consent, ofUser, ofOrganization };
}

describe("authorized applications", () => {
  it("are listed for the user, and for the organization with the user", async () => {
    const { mock, api, user, application, consent, ofUser, ofOrganization } = connect();
    const stranger = mock.dashboard.users.create({ email: "eve@other.test" });
    mock.dashboard.authorizedApplications.create({ user: stranger, application: application.client_id });
    const { user_id: _, ...own } = consent;

    expect((await api(`GET ${ofUser}`)).body.data).toEqual([own]);
    expect((await api(`GET ${ofOrganization}`)).body.data).toEqual([consent]);
    expect(consent).toMatchObject({ user_id: user.id, granted_scopes: ["openid"], application: { name: "Reports" } });
  });

  it("are nobody's in an organization without members", async () => {
    const { mock, api } = connect();
    const { id } = mock.dashboard.organizations.create({ name: "Empty" });

    expect((await api(`GET /organizations/${id}/authorized_applications`)).body.data).toEqual([]);
  });

  it.each(["id", "client_id"] as const)("are withdrawn by the application's %s", async (name) => {
    const { api, application, ofUser } = connect();

    expect((await api(`DELETE ${ofUser}/${application[name]}`)).status).toBe(204);

    expect((await api(`GET ${ofUser}`)).body.data).toEqual([]);
    expect((await api(`DELETE ${ofUser}/${application[name]}`)).status).toBe(404);
  });

  it("need a user or an organization that exists, and a good page", async () => {
    const { api, ofUser, ofOrganization } = connect();

    expect((await api("GET /user_management/users/user_1/authorized_applications")).status).toBe(404);
    expect((await api("GET /organizations/org_1/authorized_applications")).status).toBe(404);
    expect((await api("DELETE /user_management/users/user_1/authorized_applications/conn_app_1")).status).toBe(404);
    expect((await api(`GET ${ofUser}?limit=0`)).status).toBe(422);
    expect((await api(`GET ${ofOrganization}?after=nonsense`)).status).toBe(422);
  });
});
