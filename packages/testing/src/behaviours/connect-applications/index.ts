import { defineResource } from "../behaviour.ts";

export const connectApplicationsResource = defineResource({
  withoutBehaviour: [
    "createConnectApplication",
    "deleteConnectApplication",
    "getConnectApplication",
    "listConnectApplications",
    "updateConnectApplication",
  ],
});
