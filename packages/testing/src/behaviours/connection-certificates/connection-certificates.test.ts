import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";
import { sampleCertificate } from "./table.ts";

function setUp() {
  const { mock, api } = checkedMock();
  mock.dashboard.organizations.create({ name: "Acme" });
  const { id } = mock.dashboard.connections.create({ organization: "Acme", type: "OktaSAML" });
  return { mock, api, path: `/connections/${id}` };
}

describe("certificates of a connection", () => {
  it.each(["saml_idp_signing_certs", "saml_sp_encryption_certs"])("come and go: %s", async (kind) => {
    const { api, path } = setUp();
    const { status, body } = await api(`POST ${path}/${kind}`, { value: sampleCertificate });

    expect([status, body.value]).toEqual([201, sampleCertificate]);
    expect((await api(`GET ${path}/${kind}`)).body.data).toEqual([body]);
    expect((await api(`DELETE ${path}/${kind}/${body.id}`)).status).toBe(204);
    expect((await api(`GET ${path}/${kind}`)).body.data).toEqual([]);
    expect((await api(`DELETE ${path}/${kind}/${body.id}`)).status).toBe(404);
  });

  it("that sign requests take each other's place, with an event", async () => {
    const { api, path } = setUp();
    expect((await api(`GET ${path}/saml_sp_signing_cert`)).status).toBe(404);
    await api(`POST ${path}/saml_sp_signing_cert`);

    const second = (await api(`POST ${path}/saml_sp_signing_cert`)).body;

    expect((await api(`GET ${path}/saml_sp_signing_cert`)).body).toEqual(second);
    const renewed = (await api("GET /events?events=connection.saml_certificate_renewed")).body.data;
    expect(renewed).toMatchObject([{ data: { certificate: { certificate_type: "RequestSigning" } } }]);
  });

  it("are refused when they are none, and for a connection that does not exist", async () => {
    const { api, path } = setUp();

    for (const kind of ["saml_idp_signing_certs", "saml_sp_encryption_certs", "saml_sp_signing_cert"]) {
      expect((await api(`POST ${path}/${kind}`, { value: "nope" })).status).toBe(422);
      expect((await api(`POST /connections/conn_x/${kind}`, { value: sampleCertificate })).status).toBe(404);
      expect((await api(`GET /connections/conn_x/${kind}`)).status).toBe(404);
      expect((await api(`DELETE ${path}/${kind}/cert_x`)).status).toBe(404);
    }
  });
});
