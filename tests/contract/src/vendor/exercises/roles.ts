import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const roles: Exercise = {
  title: "roles and permissions, of the environment and of an organization",
  async run({ workos }) {
    const { authorization } = workos;
    const permission = await authorization.createPermission({ slug: "reports:read", name: "Read reports" });
    await authorization.createPermission({ slug: "reports:write", name: "Write reports" });
    expect(await authorization.getPermission("reports:read")).toEqual(permission);
    expect((await authorization.updatePermission("reports:read", { name: "Reads" })).name).toBe("Reads");
    expect((await authorization.listPermissions()).data).toHaveLength(2);

    const viewer = await authorization.createEnvironmentRole({ slug: "viewer", name: "Viewer" });
    expect(await authorization.getEnvironmentRole("viewer")).toEqual(viewer);
    await authorization.updateEnvironmentRole("viewer", { name: "Reader" });
    await authorization.setEnvironmentRolePermissions("viewer", { permissions: ["reports:write"] });
    const held = await authorization.addEnvironmentRolePermission("viewer", { permissionSlug: "reports:read" });
    expect(held).toMatchObject({ name: "Reader", permissions: ["reports:write", "reports:read"] });
    expect((await authorization.listEnvironmentRoles()).data.map(({ slug }) => slug)).toContain("viewer");

    const { id } = await workos.organizations.createOrganization({ name: "Acme" });
    await authorization.createOrganizationRole(id, { slug: "org-auditor", name: "Auditor" });
    await authorization.updateOrganizationRole(id, "org-auditor", { description: "Reads all" });
    await authorization.setOrganizationRolePermissions(id, "org-auditor", { permissions: ["reports:read"] });
    await authorization.addOrganizationRolePermission(id, "org-auditor", { permissionSlug: "reports:write" });
    await authorization.removeOrganizationRolePermission(id, "org-auditor", { permissionSlug: "reports:read" });
    expect(await authorization.getOrganizationRole(id, "org-auditor")).toMatchObject({
      description: "Reads all",
      permissions: ["reports:write"],
    });
    expect((await authorization.listOrganizationRoles(id)).data.map(({ slug }) => slug)).toContain("org-auditor");
    await authorization.deleteOrganizationRole(id, "org-auditor");
    await expect(authorization.getOrganizationRole(id, "org-auditor")).rejects.toMatchObject({ status: 404 });
    await authorization.deletePermission("reports:read");
    expect((await authorization.getEnvironmentRole("viewer")).permissions).toEqual(["reports:write"]);
  },
};
