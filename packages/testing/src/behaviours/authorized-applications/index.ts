import { defineResource } from "../behaviour.ts";

export const authorizedApplicationsResource = defineResource({
  withoutBehaviour: [
    "deleteUserAuthorizedApplication",
    "listOrganizationAuthorizedApplications",
    "listUserAuthorizedApplications",
  ],
});
