import { defineResource } from "../behaviour.ts";

export const permissionsResource = defineResource({
  withoutBehaviour: ["createPermission", "deletePermission", "getPermission", "listPermissions", "updatePermission"],
});
