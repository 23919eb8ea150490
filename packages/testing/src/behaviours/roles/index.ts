import { defineResource } from "../behaviour.ts";

export const rolesResource = defineResource({
  withoutBehaviour: [
    "addEnvironmentRolePermission",
    "createEnvironmentRole",
    "getEnvironmentRole",
    "listEnvironmentRoles",
    "setEnvironmentRolePermissions",
    "updateEnvironmentRole",
  ],
});
