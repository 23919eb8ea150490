import { defineResource } from "../behaviour.ts";

export const authkitOauthResourcesResource = defineResource({
  withoutBehaviour: ["createAuthkitOauthResource", "deleteAuthkitOauthResource", "listAuthkitOauthResources"],
});
