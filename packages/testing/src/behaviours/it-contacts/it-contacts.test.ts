import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

async function contacted() {
  const { mock, api } = checkedMock();
  const { id } = mock.dashboard.organizations.create({ name: "Acme" });
  const base = `/organizations/${id}/it_contacts`;
  const { body } = await api(`POST ${base}`, { email: "it@acme.test" });
  return { mock, api, base, contact: body };
}

describe("IT contacts", () => {
  it("are added once, listed and removed", async () => {
    const { api, base, contact } = await contacted();

    expect((await api(`GET ${base}`)).body.data).toEqual([contact]);
    expect((await api(`POST ${base}`, { email: "IT@acme.test" })).status).toBe(422);
    expect((await api(`DELETE ${base}/${contact.id}`)).status).toBe(204);
    expect((await api(`DELETE ${base}/${contact.id}`)).status).toBe(404);
  });

  it("are invited one at a time, by mail", async () => {
    const { api, mock, base, contact } = await contacted();
    const other = mock.dashboard.itContacts.create({ organization: "Acme", email: "two@acme.test" });
    const invite = (id: string) => api(`POST ${base}/${id}/invite`, { intents: ["sso"] });

    expect((await invite(contact.id)).status).toBe(200);
    expect((await invite(other.id)).status).toBe(409);
    expect((await api(`POST ${base}/${contact.id}/revoke`)).status).toBe(200);
    expect((await invite(other.id)).status).toBe(200);
    expect(mock.outbox.last("two@acme.test")?.link).toContain("/portal/launch");
  });

  it("are mailed a link that opens the portal until it is revoked", async () => {
    const { api, mock, base, contact } = await contacted();
    await api(`POST ${base}/${contact.id}/invite`, { intents: ["sso", "directory_sync"] });
    const link = String(mock.outbox.last("it@acme.test")?.link);

    expect((await mock.fetch(link)).status).toBe(200);
    expect((await mock.fetch(link, { method: "POST", redirect: "manual" })).status).toBe(302);
    for (const kind of ["connections", "directories"]) expect((await api(`GET /${kind}`)).body.data).toHaveLength(1);
    await api(`POST ${base}/${contact.id}/revoke`);

    expect((await mock.fetch(link)).status).toBe(410);
  });

  it("belong to their organization alone", async () => {
    const { api, mock, contact } = await contacted();
    const other = mock.dashboard.organizations.create({ name: "Other" });

    for (const request of [
      `DELETE /organizations/${other.id}/it_contacts/${contact.id}`,
      `POST /organizations/${other.id}/it_contacts/${contact.id}/revoke`,
      "GET /organizations/org_none/it_contacts",
    ])
      expect((await api(request)).status).toBe(404);
    expect(
      (await api(`POST /organizations/${other.id}/it_contacts/${contact.id}/invite`, { intents: ["sso"] })).status,
    ).toBe(404);
    expect((await api("POST /organizations/org_none/it_contacts", { email: "a@b.test" })).status).toBe(404);
  });
});
