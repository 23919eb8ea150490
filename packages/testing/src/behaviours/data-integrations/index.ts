import { defineResource } from "../behaviour.ts";

export const dataIntegrationsResource = defineResource({
  withoutBehaviour: [
    "createDataIntegration",
    "deleteDataIntegration",
    "getDataIntegration",
    "listDataIntegrations",
    "updateDataIntegration",
  ],
});
