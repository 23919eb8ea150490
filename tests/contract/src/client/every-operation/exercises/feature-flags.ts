import * as api from "@workos-kit/client/operations";
import { expect } from "vitest";
import type { Exercise } from "./exercise.ts";

export const featureFlags: Exercise = {
  title: "feature flags: switches, targets, and what is on for whom",
  async run({ mock, client, user, join }) {
    const organization_id = join("Acme").id;
    mock.dashboard.featureFlags.create({ slug: "reports" });
    const slug = "reports";
    expect(await api.listFeatureFlags(client).collect()).toHaveLength(1);
    expect((await api.getFeatureFlag(client, { slug })).default_value).toBe(false);
    await api.addFeatureFlagTarget(client, { slug, resource_id: organization_id });
    expect(await api.listOrganizationFeatureFlags(client, { organization_id }).collect()).toHaveLength(1);
    expect(await api.listUserFeatureFlags(client, { user_id: user.id }).collect()).toHaveLength(1);
    expect((await api.disableFeatureFlag(client, { slug })).enabled).toBe(false);
    expect(await api.listUserFeatureFlags(client, { user_id: user.id }).collect()).toEqual([]);
    expect((await api.enableFeatureFlag(client, { slug })).enabled).toBe(true);
    await api.removeFeatureFlagTarget(client, { slug, resource_id: organization_id });
    expect(await api.listOrganizationFeatureFlags(client, { organization_id }).collect()).toEqual([]);
  },
};
