import * as api from "@workos-kit/client/operations";
import { expect } from "vitest";
import type { Exercise } from "./exercise.ts";

export const roles: Exercise = {
  title: "permissions and roles, of the environment and of an organization",
  async run({ mock, client }) {
    const permission = await api.createPermission(client, { slug: "reports:read", name: "Read reports" });
    await api.createPermission(client, { slug: "reports:write", name: "Write reports" });
    expect(await api.getPermission(client, { slug: "reports:read" })).toEqual(permission);
    expect((await api.updatePermission(client, { slug: "reports:read", name: "Reads" })).name).toBe("Reads");
    expect(await api.listPermissions(client).collect()).toHaveLength(2);

    const viewer = await api.createEnvironmentRole(client, { slug: "viewer", name: "Viewer" });
    expect(await api.getEnvironmentRole(client, { slug: "viewer" })).toEqual(viewer);
    await api.updateEnvironmentRole(client, { slug: "viewer", name: "Reader" });
    await api.setEnvironmentRolePermissions(client, { role_slug: "viewer", permissions: ["reports:write"] });
    const held = await api.addEnvironmentRolePermission(client, { role_slug: "viewer", slug: "reports:read" });
    expect(held).toMatchObject({ name: "Reader", permissions: ["reports:write", "reports:read"] });
    expect((await api.listEnvironmentRoles(client)).data.map(({ slug }) => slug)).toContain("viewer");

    const organization_id = mock.dashboard.organizations.create({ name: "Acme" }).id;
    const own = { organization_id, slug: "org-auditor" };
    const role = { organization_id, role_slug: "org-auditor" };
    await api.createOrganizationRole(client, { ...own, name: "Auditor" });
    await api.updateOrganizationRole(client, { ...own, description: "Reads all" });
    await api.setOrganizationRolePermissions(client, { ...role, permissions: ["reports:read"] });
    await api.addOrganizationRolePermission(client, { ...role, slug: "reports:write" });
    await api.removeOrganizationRolePermission(client, { ...role, permission_slug: "reports:read" });
    const auditor = await api.getOrganizationRole(client, own);
    expect(auditor).toMatchObject({ description: "Reads all", permissions: ["reports:write"] });
    expect((await api.listOrganizationRoles(client, { organization_id })).data).toContainEqual(auditor);
    await api.deleteOrganizationRole(client, own);
    await api.deletePermission(client, { slug: "reports:read" });
    expect((await api.getEnvironmentRole(client, { slug: "viewer" })).permissions).toEqual(["reports:write"]);
  },
};
