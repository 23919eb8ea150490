import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const featureFlags: Exercise = {
  title: "feature flags, evaluated by the API and by the runtime client",
  async run({ workos, mock }) {
    const organizationId = mock.dashboard.organizations.create({ name: "Acme" }).id;
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });
    mock.dashboard.organizationMemberships.create({ user, organization: organizationId });
    const flag = mock.dashboard.featureFlags.create({ slug: "reports" });

    expect((await workos.featureFlags.listFeatureFlags()).data.map(({ id }) => id)).toEqual([flag.id]);
    expect((await workos.featureFlags.getFeatureFlag("reports")).defaultValue).toBe(false);
    await workos.featureFlags.addFlagTarget({ slug: "reports", targetId: organizationId });
    expect((await workos.featureFlags.listOrganizationFeatureFlags({ organizationId })).data).toHaveLength(1);
    expect((await workos.featureFlags.listUserFeatureFlags({ userId: user.id })).data).toHaveLength(1);

    const client = workos.featureFlags.createRuntimeClient();
    try {
      await client.waitUntilReady();
      expect(client.isEnabled("reports", { organizationId })).toBe(true);
      expect(client.isEnabled("reports", { userId: user.id })).toBe(false);
    } finally {
      client.close();
    }

    expect((await workos.featureFlags.disableFeatureFlag("reports")).enabled).toBe(false);
    expect((await workos.featureFlags.listOrganizationFeatureFlags({ organizationId })).data).toEqual([]);
    expect((await workos.featureFlags.enableFeatureFlag("reports")).enabled).toBe(true);
    await workos.featureFlags.removeFlagTarget({ slug: "reports", targetId: organizationId });
    expect((await workos.featureFlags.listUserFeatureFlags({ userId: user.id })).data).toEqual([]);
  },
};
