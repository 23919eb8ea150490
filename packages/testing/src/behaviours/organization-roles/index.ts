import { defineResource } from "../behaviour.ts";

export const organizationRolesResource = defineResource({
  withoutBehaviour: [
    "addOrganizationRolePermission",
    "createOrganizationRole",
    "deleteOrganizationRole",
    "getOrganizationRole",
    "listOrganizationRoles",
    "removeOrganizationRolePermission",
    "setOrganizationRolePermissions",
    "updateOrganizationRole",
  ],
});
