import { defineResource } from "../behaviour.ts";

export const roleAssignmentsResource = defineResource({
  withoutBehaviour: [
    "assignRole",
    "listRoleAssignments",
    "listRoleAssignmentsForResource",
    "listRoleAssignmentsForResourceByExternalId",
    "removeRole",
    "removeRoleAssignment",
  ],
});
