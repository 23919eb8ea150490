import { expect } from "vitest";
import { type RoundTrip, roundTrip, steps } from "./round-trip.ts";

export const people: readonly RoundTrip[] = [
  roundTrip("users", ({ workos: { userManagement } }) =>
    steps({
      create: () => userManagement.createUser({ email: "ada@acme.test", firstName: "Ada", externalId: "u-1" }),
      given: { email: "ada@acme.test", firstName: "Ada", externalId: "u-1", emailVerified: false },
      get: ({ id }) => userManagement.getUser(id),
      list: async () => (await userManagement.listUsers()).data,
      update: ({ id }) => userManagement.updateUser({ userId: id, lastName: "L", metadata: { plan: "team" } }),
      changes: { lastName: "L", name: "Ada L", metadata: { plan: "team" } },
      remove: ({ id }) => userManagement.deleteUser(id),
    }),
  ),
  roundTrip("organization memberships", ({ mock, workos: { userManagement } }) => {
    const { id: organizationId } = mock.dashboard.organizations.create({ name: "Acme" });
    const { id: userId } = mock.dashboard.users.create({ email: "ada@acme.test" });
    return steps({
      create: () => userManagement.createOrganizationMembership({ organizationId, userId }),
      given: { organizationId, userId, status: "active", role: { slug: "member" } },
      get: ({ id }) => userManagement.getOrganizationMembership(id),
      list: async () => (await userManagement.listOrganizationMemberships({ organizationId })).data,
      update: ({ id }) => userManagement.updateOrganizationMembership(id, { roleSlug: "admin" }),
      changes: { role: { slug: "admin" }, roles: [{ slug: "admin" }] },
      remove: ({ id }) => userManagement.deleteOrganizationMembership(id),
    });
  }),
  roundTrip("invitations", ({ workos: { userManagement } }) =>
    steps({
      create: () => userManagement.sendInvitation({ email: "ada@acme.test", expiresInDays: 3 }),
      given: { email: "ada@acme.test", state: "pending" },
      get: ({ id }) => userManagement.getInvitation(id),
      list: async () => (await userManagement.listInvitations({ email: "ada@acme.test" })).data,
      remove: ({ id }) => userManagement.revokeInvitation(id),
      afterRemoval: { state: "revoked" },
    }),
  ),
  roundTrip("waitlist entries", async ({ workos: { userManagement } }) => {
    const [waitlist] = (await userManagement.listWaitlists()).data;
    const id = waitlist?.id ?? "";
    return steps({
      create: () => userManagement.createWaitlistEntry(id, { email: "ada@acme.test" }),
      given: { email: "ada@acme.test", state: "pending" },
      list: async () => (await userManagement.listWaitlistEntries(id)).data,
      update: (entry) => userManagement.approveWaitlistEntry(entry.id),
      changes: { state: "approved", approvedAt: expect.anything() },
      remove: (entry) => userManagement.deleteWaitlistEntry(entry.id),
    });
  }),
  roundTrip("magic auth codes", ({ workos: { userManagement } }) =>
    steps({
      create: () => userManagement.createMagicAuth({ email: "ada@acme.test" }),
      given: { email: "ada@acme.test" },
      get: ({ id }) => userManagement.getMagicAuth(id),
    }),
  ),
  roundTrip("password resets", ({ mock, workos: { userManagement } }) => {
    const { id: userId } = mock.dashboard.users.create({ email: "ada@acme.test" });
    return steps({
      create: () => userManagement.createPasswordReset({ email: "ada@acme.test" }),
      given: { email: "ada@acme.test", userId },
      get: ({ id }) => userManagement.getPasswordReset(id),
    });
  }),
  roundTrip("sessions", ({ mock, workos: { userManagement } }) => {
    const [email, password, clientId] = ["ada@acme.test", "a-long-password", mock.clientId];
    const { id } = mock.dashboard.users.create({ email, password });
    const list = async () => (await userManagement.listSessions(id)).data;
    return steps({
      create: async () => {
        await userManagement.authenticateWithPassword({ clientId, email, password });
        const [session] = await list();
        if (!session) throw new Error("The sign-in made no session.");
        return session;
      },
      given: { userId: id, status: "active", authMethod: "password" },
      list,
      remove: (session) => userManagement.revokeSession({ sessionId: session.id }),
    });
  }),
  roundTrip("authentication factors", ({ workos: { multiFactorAuth } }) =>
    steps({
      create: () => multiFactorAuth.enrollFactor({ type: "sms", phoneNumber: "+15005550006" }),
      given: { type: "sms", sms: { phoneNumber: "+15005550006" } },
      get: ({ id }) => multiFactorAuth.getFactor(id),
      remove: ({ id }) => multiFactorAuth.deleteFactor(id),
    }),
  ),
  roundTrip("users' authentication factors", ({ mock, workos: { multiFactorAuth } }) => {
    const { id: userId } = mock.dashboard.users.create({ email: "ada@acme.test" });
    return steps({
      create: async () => {
        const made = await multiFactorAuth.createUserAuthFactor({ userId, type: "totp", totpIssuer: "Tests" });
        const { secret: _, qrCode: __, uri: ___, ...totp } = (made.authenticationFactor as { totp: TotpSecrets }).totp;
        return { ...made.authenticationFactor, totp };
      },
      given: { type: "totp", totp: { issuer: "Tests" } },
      list: async () => (await multiFactorAuth.listUserAuthFactors({ userId })).data,
      remove: ({ id }) => multiFactorAuth.deleteFactor(id),
    });
  }),
];

interface TotpSecrets {
  readonly secret: string;
  readonly qrCode: string;
  readonly uri: string;
  readonly issuer: string;
  readonly user: string;
}
