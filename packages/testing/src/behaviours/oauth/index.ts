import { defineResource } from "../behaviour.ts";

export const oauthResource = defineResource({
  withoutBehaviour: [
    "oauthAuthorize",
    "oauthDeviceAuthorization",
    "oauthIntrospect",
    "oauthJwks",
    "oauthRegister",
    "oauthServerMetadata",
    "oauthToken",
    "oauthUserInfo",
    "openidConfiguration",
  ],
});
