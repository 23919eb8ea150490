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
    const changes: string[] = [];
    const note = ({ key }: { key: string }) => void changes.push(key);
    try {
      client.once("change", note).on("change", note).off("change", note).addListener("change", note);
      expect([client.eventNames(), client.listenerCount("change")]).toEqual([["change"], 1]);
      client.emit("change", { key: "reports", previous: null, current: null });
      client.removeListener("change", note);
      expect([changes, client.listeners("change")]).toEqual([["reports"], []]);
      await client.waitUntilReady();
      expect(client.getAllFlags({ organizationId })).toEqual({ reports: true });
      expect(client.getFlag("reports")).toMatchObject({ slug: "reports" });
      expect(client.getStats()).toMatchObject({ pollCount: 1 });
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
