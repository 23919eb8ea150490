import { defineResource } from "../behaviour.ts";

export const usersResource = defineResource({
  withoutBehaviour: [
    "createUser",
    "deleteUser",
    "getUser",
    "getUserByExternalId",
    "listUserIdentities",
    "listUsers",
    "updateUser",
  ],
});
