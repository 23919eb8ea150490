import { defineResource } from "../behaviour.ts";

export const itContactsResource = defineResource({
  withoutBehaviour: ["createItContact", "deleteItContact", "inviteItContact", "listItContacts", "revokeItContact"],
});
