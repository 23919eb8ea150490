import { defineResource } from "../behaviour.ts";

export const dataIntegrationCredentialsResource = defineResource({
  withoutBehaviour: [
    "createDataIntegrationApiKey",
    "createDataIntegrationClientCredentials",
    "getDataIntegrationAccessToken",
    "getDataIntegrationAuthorizationUrl",
    "getDataIntegrationCredentials",
    "upsertDataIntegrationApiKey",
    "upsertDataIntegrationClientCredentials",
  ],
});
