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
