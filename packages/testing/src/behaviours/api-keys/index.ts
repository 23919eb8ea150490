import { defineResource } from "../behaviour.ts";

export const apiKeysResource = defineResource({
  withoutBehaviour: [
    "createOrganizationApiKey",
    "createUserApiKey",
    "deleteApiKey",
    "expireApiKey",
    "listOrganizationApiKeys",
    "listUserApiKeys",
    "validateApiKey",
  ],
});
