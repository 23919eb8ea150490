import { defineResource } from "../behaviour.ts";

export const groupRoleAssignmentsResource = defineResource({
  withoutBehaviour: [
    "createGroupRoleAssignment",
    "deleteGroupRoleAssignment",
    "getGroupRoleAssignment",
    "listGroupRoleAssignments",
    "removeGroupRole",
    "replaceGroupRoleAssignments",
  ],
});
