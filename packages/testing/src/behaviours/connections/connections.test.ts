import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const oidc_options = { discovery_endpoint: "https://idp.test/.well-known/openid-configuration", client_id: "c-1" };

function withOrganization() {
  const { mock, api } = checkedMock();
  const { id: organization_id } = mock.dashboard.organizations.create({ name: "Acme", domains: ["acme.test"] });
  const create = async (body: object) => (await api("POST /connections", { organization_id, ...body })).body;
  return { mock, api, organization_id, create };
}

describe("connections", () => {
  it("are active once their identity provider is described", async () => {
    const { mock, create } = withOrganization();

    expect(await create({ name: "Okta", oidc_options })).toMatchObject({
      connection_type: "GenericOIDC",
      state: "active",
    });
    const saml_options = { idp_metadata_url: "https://idp.test/metadata" };
    expect(await create({ saml_options })).toMatchObject({ connection_type: "GenericSAML", state: "active" });
    expect(mock.events.names.filter((name) => name === "connection.activated")).toHaveLength(2);
  });

  it("are given back for an external id that is known", async () => {
    const { api, create, organization_id } = withOrganization();
    const first = await create({ external_id: "c-1", oidc_options });

    expect((await create({ external_id: "c-1", oidc_options })).id).toBe(first.id);
    expect((await api(`GET /connections?organization_id=${organization_id}`)).body.data).toHaveLength(1);
  });

  it("change what is given, and keep the rest", async () => {
    const { api, create } = withOrganization();
    const { id } = await create({ name: "Okta", oidc_options });

    expect((await api(`PATCH /connections/${id}`, { name: "Okta 2" })).body).toMatchObject({ name: "Okta 2" });
    expect((await api(`GET /connections/${id}`)).body).toMatchObject({ name: "Okta 2", state: "active" });
  });

  it("are found by organization, type, domain and part of the name", async () => {
    const { mock, api, create } = withOrganization();
    await create({ name: "Okta", oidc_options });
    mock.dashboard.connections.create({ organization: "Acme", type: "OktaSAML", domains: ["acme.test"] });
    const count = async (query: string) => (await api(`GET /connections?${query}`)).body.data.length;

    expect(await count("connection_type=OktaSAML")).toBe(1);
    expect(await count("domain=ACME.test")).toBe(1);
    expect(await count("search=okt")).toBe(2);
    expect(await count("search=nothing")).toBe(0);
  });

  it("tell of their states, of certificates that run out, and of their end", async () => {
    const { mock, api } = withOrganization();
    const { id } = mock.dashboard.connections.create({ organization: "Acme" });
    const at = mock.events.names.length;

    mock.dashboard.connections.setState({ id, state: "inactive" });
    mock.dashboard.connections.setState({ id, state: "active" });
    mock.dashboard.connections.requireCertificateRenewal({ id, days: 7 });
    await api(`DELETE /connections/${id}`);

    expect(mock.events.names.slice(at)).toEqual([
      "connection.deactivated",
      "connection.activated",
      "connection.saml_certificate_renewal_required",
      "connection.deleted",
    ]);
  });
});
