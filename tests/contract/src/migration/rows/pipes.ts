import { gone, operation, type Rows } from "../row.ts";

export const pipes: Rows<"pipes"> = {
  listDataIntegrations: operation("listDataIntegrations", { ownership: gone("not in the API reference") }),
  createDataIntegration: operation("createDataIntegration"),
  getDataIntegration: operation("getDataIntegration"),
  updateDataIntegration: operation("updateDataIntegration"),
  deleteDataIntegration: operation("deleteDataIntegration"),
  createDataIntegrationApiKey: operation("createDataIntegrationApiKey"),
  updateDataIntegrationApiKey: operation("upsertDataIntegrationApiKey"),
  authorizeDataIntegration: operation("getDataIntegrationAuthorizationUrl"),
  createDataIntegrationClientCredential: operation("createDataIntegrationClientCredentials"),
  updateDataIntegrationClientCredentials: operation("upsertDataIntegrationClientCredentials"),
  createDataIntegrationCredential: operation("getDataIntegrationCredentials"),
  getOrganizationDataIntegration: operation("getOrganizationDataIntegration"),
  updateOrganizationDataIntegration: operation("updateOrganizationDataIntegration"),
  deleteOrganizationDataIntegration: operation("deleteOrganizationDataIntegration"),
  getAccessToken: operation(
    "getDataIntegrationAccessToken",
    { provider: "slug" },
    "Leave `organization_id` out where it was null.",
  ),
  getOrganizationConnectedAccount: operation("getOrganizationConnectedAccount"),
  createOrganizationConnectedAccount: operation(
    "createOrganizationConnectedAccount",
    {},
    "`connection_intent` goes into the query; the SDK sends it in the body.",
  ),
  updateOrganizationConnectedAccount: operation("updateOrganizationConnectedAccount"),
  deleteOrganizationConnectedAccount: operation("deleteOrganizationConnectedAccount"),
  listOrganizationDataProviders: operation("listOrganizationDataProviders"),
  getUserConnectedAccount: operation("getConnectedAccount"),
  createUserConnectedAccount: operation("createConnectedAccount", {
    connectionIntent: gone("not in the API reference for users"),
  }),
  updateUserConnectedAccount: operation("updateConnectedAccount"),
  deleteUserConnectedAccount: operation("deleteConnectedAccount"),
  listUserDataProviders: operation("listDataProviders", {
    supportsMultipleConnections: gone("not in the API reference for users"),
  }),
};
