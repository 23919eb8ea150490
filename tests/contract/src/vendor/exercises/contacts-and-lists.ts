import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const contactsAndLists: Exercise = {
  title: "IT contacts, waitlists and Radar",
  async run({ workos }) {
    const { organizations, userManagement, radar } = workos;
    const { id: organizationId } = await organizations.createOrganization({ name: "Acme" });
    const contact = await organizations.createItContact({ organizationId, email: "it@acme.test" });
    const contactId = contact.id;
    expect((await organizations.listItContacts({ organizationId })).data.map(({ id }) => id)).toEqual([contactId]);
    await organizations.inviteItContact({ organizationId, contactId, intents: ["sso"] });
    await organizations.revokeItContact({ organizationId, contactId });
    await organizations.deleteItContact({ organizationId, contactId });

    const [list] = (await userManagement.listWaitlists()).data;
    const waitlist = list?.id ?? "";
    expect((await userManagement.getWaitlist("default")).id).toBe(waitlist);
    const ada = await userManagement.createWaitlistEntry(waitlist, { email: "ada@acme.test" });
    const joan = await userManagement.createWaitlistEntry(waitlist, { email: "joan@acme.test" });
    expect((await userManagement.approveWaitlistEntry(ada.id)).state).toBe("approved");
    expect((await userManagement.denyWaitlistEntry(joan.id)).state).toBe("denied");
    await userManagement.deleteWaitlistEntry(joan.id);
    expect((await userManagement.listWaitlistEntries(waitlist)).data.map(({ id }) => id)).toEqual([ada.id]);

    // A new entry is answered with 204, of which this SDK cannot read the body it expects; a known one has a body.
    const entry = { type: "ip_address", action: "block", entry: "198.51.100.42" } as const;
    await expect(radar.addListEntry(entry)).rejects.toThrow(TypeError);
    expect((await radar.addListEntry(entry)).message).toContain("already");
    const blocked = { ipAddress: entry.entry, userAgent: "x", email: "eve@acme.test", authMethod: "Password" } as const;
    expect((await radar.createAttempt({ ...blocked, action: "sign-in" })).verdict).toBe("block");
    await radar.removeListEntry(entry);
    await expect(radar.removeListEntry(entry)).rejects.toMatchObject({ status: 404 });
    expect((await radar.createAttempt({ ...blocked, action: "sign-in" })).verdict).toBe("allow");

    const attempt = await radar.createAttempt({
      ipAddress: "203.0.113.24",
      userAgent: "Mozilla/5.0",
      email: "ada@acme.test",
      authMethod: "Password",
      action: "sign-in",
    });
    await radar.updateAttempt({ id: attempt.attemptId, attemptStatus: "success" });
  },
};
