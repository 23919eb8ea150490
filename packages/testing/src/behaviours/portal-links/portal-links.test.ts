import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

async function link(intent?: string) {
  const { mock, api } = checkedMock();
  const { id } = mock.dashboard.organizations.create({ name: "Acme" });
  const { status, body } = await api("POST /portal/generate_link", {
    organization: id,
    intent,
    success_url: "https://app.test/done",
  });
  const path = status === 201 ? body.link.replace("https://api.workos.com", "") : "";
  return { mock, api, id, status, path };
}

describe("portal links", () => {
  it("open for five minutes", async () => {
    const { mock, api, path } = await link();

    expect((await api(`GET ${path}`)).status).toBe(200);
    await mock.clock.advance({ minutes: 5 });
    expect((await api(`GET ${path}`)).status).toBe(410);
  });

  it("set up a connection when the administrator is done", async () => {
    const { api, id, path } = await link("sso");

    const done = await api(`POST ${path}`);

    expect(done.headers.get("location")).toBe("https://app.test/done");
    expect((await api(`GET /connections?organization_id=${id}`)).body.data).toMatchObject([{ state: "active" }]);
  });

  it("set up a directory, or verify the domains that wait for it", async () => {
    const directory = await link("dsync");
    await directory.api(`POST ${directory.path}`);
    const domain = await link("domain_verification");
    await domain.api("POST /organization_domains", { organization_id: domain.id, domain: "acme.test" });
    await domain.api(`POST ${domain.path}`);

    expect((await directory.api("GET /directories")).body.data).toMatchObject([{ state: "linked" }]);
    expect((await domain.api(`GET /organizations/${domain.id}`)).body.domains).toMatchObject([{ state: "verified" }]);
  });

  it("can be revoked for one person alone", async () => {
    const { mock, api } = checkedMock();
    const { id: organization } = mock.dashboard.organizations.create({ name: "Acme" });
    const linkFor = async (external_user_id: string): Promise<string> =>
      (await api("POST /portal/generate_link", { organization, external_user_id })).body.link;
    const [ada, joan] = [await linkFor("ada"), await linkFor("joan")];

    expect((await api("POST /portal/revoke_link", { external_user_id: "ada" })).status).toBe(204);

    expect((await mock.fetch(ada)).status).not.toBe(200);
    expect((await mock.fetch(joan)).status).toBe(200);
  });

  it("can be revoked", async () => {
    const { api, id, path } = await link();

    expect((await api("POST /portal/revoke_link", { organization: id })).status).toBe(204);

    expect((await api(`GET ${path}`)).status).toBe(410);
    expect((await api("POST /portal/revoke_link", { organization: "org_x" })).status).toBe(404);
    expect((await api("POST /portal/revoke_link", {})).status).toBe(422);
  });

  it("invite the contacts", async () => {
    const { mock, api, id } = await link();
    await api("POST /portal/generate_link", { organization: id, it_contact_emails: ["it@acme.test"] });

    expect(mock.outbox.last("it@acme.test")?.link).toContain("/portal/launch");
  });

  it("are refused for an unknown organization, a bad intent, and a renewal without a certificate", async () => {
    const { api } = await link();

    expect((await api("POST /portal/generate_link", { organization: "org_x" })).status).toBe(404);
    expect((await api("POST /portal/generate_link", { organization: "org_x", intent: "lunch" })).status).toBe(422);
    expect((await link("certificate_renewal")).status).toBe(400);
  });
});
