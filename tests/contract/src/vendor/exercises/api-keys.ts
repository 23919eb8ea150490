import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const apiKeys: Exercise = {
  title: "API keys of organizations and users",
  async run({ workos, mock }) {
    const organizationId = mock.dashboard.organizations.create({ name: "Acme" }).id;
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });
    mock.dashboard.organizationMemberships.create({ user, organization: organizationId });
    mock.dashboard.permissions.create({ slug: "reports:read" });

    const created = await workos.apiKeys.createOrganizationApiKey({
      organizationId,
      name: "CI",
      permissions: ["reports:read"],
    });
    const { apiKey } = await workos.apiKeys.createValidation({ value: created.value });
    expect(apiKey).toMatchObject({ id: created.id, permissions: ["reports:read"] });
    expect((await workos.apiKeys.listOrganizationApiKeys({ organizationId })).data).toHaveLength(1);
    await workos.apiKeys.deleteApiKey(created.id);
    expect(await workos.apiKeys.createValidation({ value: created.value })).toEqual({ apiKey: null });

    const own = await workos.userManagement.createUserApiKey(user.id, { name: "CLI", organizationId });
    expect((await workos.userManagement.listUserApiKeys(user.id)).data.map(({ id }) => id)).toEqual([own.id]);
    expect((await workos.apiKeys.createValidation({ value: own.value })).apiKey?.owner).toMatchObject({ type: "user" });
  },
};
