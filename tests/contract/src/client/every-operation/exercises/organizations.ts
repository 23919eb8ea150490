import * as api from "@workos-kit/client/operations";
import { expect } from "vitest";
import type { Exercise } from "./exercise.ts";

export const organizations: Exercise = {
  title: "organizations, their domains and IT contacts; waitlists",
  async run({ client }) {
    const acme = await api.createOrganization(client, { name: "Acme", external_id: "a-1", metadata: { plan: "team" } });
    const { id } = acme;
    expect(await api.getOrganization(client, { id })).toEqual(acme);
    expect(await api.getOrganizationByExternalId(client, { external_id: "a-1" })).toEqual(acme);
    expect((await api.updateOrganization(client, { id, external_id: null })).external_id).toBeNull();
    for (let number = 0; number < 12; number++) await api.createOrganization(client, { name: `Customer ${number}` });
    expect(await api.listOrganizations(client, { limit: 5 }).collect()).toHaveLength(13);
    expect(await api.listOrganizations(client).collect(7)).toHaveLength(7);

    const domain = await api.createOrganizationDomain(client, { organization_id: id, domain: "acme.test" });
    expect((await api.getOrganizationDomain(client, { id: domain.id })).state).toBe("pending");
    await api.verifyOrganizationDomain(client, { id: domain.id });
    expect(await api.listOrganizations(client, { domains: ["acme.test", "x.test"] }).collect()).toHaveLength(1);
    await api.deleteOrganizationDomain(client, { id: domain.id });

    const contact = await api.createItContact(client, { organization_id: id, email: "it@acme.test" });
    const own = { organization_id: id, contact_id: contact.id };
    expect((await api.listItContacts(client, { organization_id: id })).data).toMatchObject([{ id: contact.id }]);
    await api.inviteItContact(client, { ...own, intents: ["sso"] });
    await api.revokeItContact(client, own);
    await api.deleteItContact(client, own);
    await api.deleteOrganization(client, { id });

    const [list] = (await api.listWaitlists(client)).data;
    const waitlist_id = list?.id ?? "";
    expect((await api.getWaitlist(client, { id: "default" })).id).toBe(waitlist_id);
    const bob = await api.createWaitlistEntry(client, { waitlist_id, email: "bob@acme.test" });
    const joan = await api.createWaitlistEntry(client, { waitlist_id, email: "joan@acme.test" });
    expect((await api.approveWaitlistEntry(client, { id: bob.id })).state).toBe("approved");
    expect((await api.denyWaitlistEntry(client, { id: joan.id })).state).toBe("denied");
    await api.deleteWaitlistEntry(client, { id: joan.id });
    expect(await api.listWaitlistEntries(client, { waitlist_id }).collect()).toMatchObject([{ id: bob.id }]);
  },
};
