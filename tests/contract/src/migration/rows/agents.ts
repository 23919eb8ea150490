import { gone, operation, type Rows, unsent } from "../row.ts";

export const agents: Rows<"agents"> = {
  createBlueprint: operation("createAgentBlueprint"),
  listBlueprints: operation("listAgentBlueprints"),
  getBlueprint: operation("getAgentBlueprint", { agentBlueprintId: "id" }),
  updateBlueprint: operation("updateAgentBlueprint", { agentBlueprintId: "id" }),
  deleteBlueprint: operation("deleteAgentBlueprint", { agentBlueprintId: "id" }),
  mintToken: operation("mintAgentToken", { agentBlueprintId: "blueprint_id" }),
  listInstances: operation("listAgentInstances"),
  getInstance: operation("getAgentInstance", { agentInstanceId: "id" }),
  deleteInstance: operation("deleteAgentInstance", { agentInstanceId: "id" }),
  listInstanceSessions: operation("listAgentSessions"),
  getInstanceSession: operation("getAgentSession", { agentInstanceSessionId: "id" }),
  revokeInstanceSession: operation("revokeAgentSession", { agentInstanceSessionId: "id" }),
  linkClaimAttemptToExternalUser: operation("linkAgentClaimAttempt", {}, undefined, { type: "link_external_user" }),
  getRegistration: operation("getAgentRegistration"),
  validateCredential: operation(
    "validateAgentCredential",
    { checkForRevoked: gone("the API is always asked, so a revoked one is never valid") },
    "Claims of an access token: `decodeAccessToken` of `@workos-kit/client/tokens`, after the API has said that it is valid.",
  ),
};

export const connect: Rows<"connect"> = {
  completeOAuth2: operation("completeExternalAuth"),
  listApplications: operation("listConnectApplications"),
  createApplication: operation("createConnectApplication", {}, unsent),
  createOAuthApplication: operation("createConnectApplication", {}, undefined, { application_type: "oauth" }),
  createM2MApplication: operation("createConnectApplication", {}, undefined, { application_type: "m2m" }),
  getApplication: operation("getConnectApplication"),
  updateApplication: operation("updateConnectApplication", {}, unsent),
  deleteApplication: operation("deleteConnectApplication"),
  listApplicationClientSecrets: operation("listConnectApplicationSecrets", { id: "application_id" }),
  createApplicationClientSecret: operation("createConnectApplicationSecret", { id: "application_id" }),
  deleteClientSecret: operation("deleteConnectApplicationSecret"),
};
