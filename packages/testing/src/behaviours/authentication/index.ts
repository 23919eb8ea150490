import { defineResource } from "../behaviour.ts";

export const authenticationResource = defineResource({
  withoutBehaviour: ["authenticate", "createDeviceAuthorization", "getAuthorizationUrl", "getJwks"],
});
