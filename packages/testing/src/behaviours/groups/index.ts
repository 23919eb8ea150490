import { defineResource } from "../behaviour.ts";

export const groupsResource = defineResource({
  withoutBehaviour: [
    "addGroupMember",
    "createGroup",
    "deleteGroup",
    "getGroup",
    "listGroupMembers",
    "listGroups",
    "removeGroupMember",
    "updateGroup",
  ],
});
