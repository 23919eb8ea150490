import { defineResource } from "../behaviour.ts";

export const authorizationResourcesResource = defineResource({
  withoutBehaviour: [
    "createAuthorizationResource",
    "deleteAuthorizationResource",
    "deleteAuthorizationResourceByExternalId",
    "getAuthorizationResource",
    "getAuthorizationResourceByExternalId",
    "listAuthorizationResources",
    "updateAuthorizationResource",
    "updateAuthorizationResourceByExternalId",
  ],
});
