import { defineResource } from "../behaviour.ts";

export const organizationDataIntegrationsResource = defineResource({
  withoutBehaviour: [
    "configureDataIntegration",
    "deleteOrganizationDataIntegration",
    "getOrganizationDataIntegration",
    "listDataIntegrationConfigurations",
    "updateOrganizationDataIntegration",
  ],
});
