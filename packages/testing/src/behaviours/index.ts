import { copyOf } from "../world/plain.ts";
import type { TimerHandler } from "../world/timers.ts";
import type { World } from "../world/world.ts";
import { accessChecksResource } from "./access-checks/index.ts";
import { actionsResource } from "./actions/index.ts";
import { agentBlueprintsResource } from "./agent-blueprints/index.ts";
import { agentInstancesResource } from "./agent-instances/index.ts";
import { agentRegistrationsResource } from "./agent-registrations/index.ts";
import { agentSessionsResource } from "./agent-sessions/index.ts";
import { apiKeysResource } from "./api-keys/index.ts";
import { auditLogConfigurationsResource } from "./audit-log-configurations/index.ts";
import { auditLogSchemasResource } from "./audit-log-schemas/index.ts";
import { auditLogsResource } from "./audit-logs/index.ts";
import { authenticationResource } from "./authentication/index.ts";
import { authkitOauthResourcesResource } from "./authkit-oauth-resources/index.ts";
import { authorizationResourcesResource } from "./authorization-resources/index.ts";
import { authorizedApplicationsResource } from "./authorized-applications/index.ts";
import type { Resource } from "./behaviour.ts";
import { connectApplicationsResource } from "./connect-applications/index.ts";
import { connectSecretsResource } from "./connect-secrets/index.ts";
import { connectedAccountsResource } from "./connected-accounts/index.ts";
import { connectionCertificatesResource } from "./connection-certificates/index.ts";
import { connectionsResource } from "./connections/index.ts";
import { corsOriginsResource } from "./cors-origins/index.ts";
import { dataIntegrationCredentialsResource } from "./data-integration-credentials/index.ts";
import { dataIntegrationsResource } from "./data-integrations/index.ts";
import { dataProvidersResource } from "./data-providers/index.ts";
import { directoriesResource } from "./directories/index.ts";
import { directoryGroupsResource } from "./directory-groups/index.ts";
import { directoryUsersResource } from "./directory-users/index.ts";
import { emailChangesResource } from "./email-changes/index.ts";
import { emailVerificationsResource } from "./email-verifications/index.ts";
import { eventsResource } from "./events/index.ts";
import { externalAuthResource } from "./external-auth/index.ts";
import { featureFlagsResource } from "./feature-flags/index.ts";
import { groupRoleAssignmentsResource } from "./group-role-assignments/index.ts";
import { groupsResource } from "./groups/index.ts";
import { invitationsResource } from "./invitations/index.ts";
import { itContactsResource } from "./it-contacts/index.ts";
import { jwtTemplatesResource } from "./jwt-templates/index.ts";
import { magicAuthResource } from "./magic-auth/index.ts";
import { mfaResource } from "./mfa/index.ts";
import { oauthResource } from "./oauth/index.ts";
import { organizationDataIntegrationsResource } from "./organization-data-integrations/index.ts";
import { organizationDomainsResource } from "./organization-domains/index.ts";
import { organizationMembershipsResource } from "./organization-memberships/index.ts";
import { organizationRolesResource } from "./organization-roles/index.ts";
import { organizationsResource } from "./organizations/index.ts";
import { passwordResetsResource } from "./password-resets/index.ts";
import { passwordlessSessionsResource } from "./passwordless-sessions/index.ts";
import { permissionsResource } from "./permissions/index.ts";
import { portalLinksResource } from "./portal-links/index.ts";
import { radarResource } from "./radar/index.ts";
import { radarChallengesResource } from "./radar-challenges/index.ts";
import { redirectUrisResource } from "./redirect-uris/index.ts";
import { resourceExportsResource } from "./resource-exports/index.ts";
import { roleAssignmentsResource } from "./role-assignments/index.ts";
import { rolesResource } from "./roles/index.ts";
import { secretKeysResource } from "./secret-keys/index.ts";
import { sessionsResource } from "./sessions/index.ts";
import { settingsResource } from "./settings/index.ts";
import { ssoResource } from "./sso/index.ts";
import { userAuthFactorsResource } from "./user-auth-factors/index.ts";
import { usersResource } from "./users/index.ts";
import { vaultKeysResource } from "./vault-keys/index.ts";
import { vaultObjectsResource } from "./vault-objects/index.ts";
import { waitlistsResource } from "./waitlists/index.ts";
import { webhookEndpointsResource } from "./webhook-endpoints/index.ts";
import { widgetsResource } from "./widgets/index.ts";

/** Every resource of the mock; its key is its name in the dashboard, in seeds and in HTTP controls. */
export const resources = {
  accessChecks: accessChecksResource,
  actions: actionsResource,
  agentBlueprints: agentBlueprintsResource,
  agentInstances: agentInstancesResource,
  agentRegistrations: agentRegistrationsResource,
  agentSessions: agentSessionsResource,
  apiKeys: apiKeysResource,
  auditLogConfigurations: auditLogConfigurationsResource,
  auditLogSchemas: auditLogSchemasResource,
  auditLogs: auditLogsResource,
  authentication: authenticationResource,
  authkitOauthResources: authkitOauthResourcesResource,
  authorizationResources: authorizationResourcesResource,
  authorizedApplications: authorizedApplicationsResource,
  connectApplications: connectApplicationsResource,
  connectSecrets: connectSecretsResource,
  connectedAccounts: connectedAccountsResource,
  connectionCertificates: connectionCertificatesResource,
  connections: connectionsResource,
  corsOrigins: corsOriginsResource,
  dataIntegrationCredentials: dataIntegrationCredentialsResource,
  dataIntegrations: dataIntegrationsResource,
  dataProviders: dataProvidersResource,
  directories: directoriesResource,
  directoryGroups: directoryGroupsResource,
  directoryUsers: directoryUsersResource,
  emailChanges: emailChangesResource,
  emailVerifications: emailVerificationsResource,
  events: eventsResource,
  externalAuth: externalAuthResource,
  featureFlags: featureFlagsResource,
  groupRoleAssignments: groupRoleAssignmentsResource,
  groups: groupsResource,
  invitations: invitationsResource,
  itContacts: itContactsResource,
  jwtTemplates: jwtTemplatesResource,
  magicAuth: magicAuthResource,
  mfa: mfaResource,
  oauth: oauthResource,
  organizationDataIntegrations: organizationDataIntegrationsResource,
  organizationDomains: organizationDomainsResource,
  organizationMemberships: organizationMembershipsResource,
  organizationRoles: organizationRolesResource,
  organizations: organizationsResource,
  passwordResets: passwordResetsResource,
  passwordlessSessions: passwordlessSessionsResource,
  permissions: permissionsResource,
  portalLinks: portalLinksResource,
  radar: radarResource,
  radarChallenges: radarChallengesResource,
  redirectUris: redirectUrisResource,
  resourceExports: resourceExportsResource,
  roleAssignments: roleAssignmentsResource,
  roles: rolesResource,
  secretKeys: secretKeysResource,
  sessions: sessionsResource,
  settings: settingsResource,
  sso: ssoResource,
  userAuthFactors: userAuthFactorsResource,
  users: usersResource,
  vaultKeys: vaultKeysResource,
  vaultObjects: vaultObjectsResource,
  waitlists: waitlistsResource,
  webhookEndpoints: webhookEndpointsResource,
  widgets: widgetsResource,
};

type Resources = typeof resources;

/** The functions of each resource that has any: what people do in the dashboard, and the API cannot. */
export type Dashboard = {
  readonly [Name in keyof Resources as keyof DashboardOf<Resources[Name]> extends never ? never : Name]: DashboardOf<
    Resources[Name]
  >;
};

type DashboardOf<Value> = Value extends Resource<infer Functions> ? Functions : never;

/** The dashboard of one world. A resource is made when it is first used. */
export function makeDashboard(world: World): Dashboard {
  const made = new Map<string, object>();
  const dashboard = {};
  for (const [name, resource] of Object.entries<Resource>(resources)) {
    const { dashboard: make } = resource;
    if (!make) continue;
    const get = () => made.get(name) ?? made.set(name, detached(make(world))).get(name);
    Object.defineProperty(dashboard, name, { get, enumerable: true });
  }
  // The loop made a property for each resource that has a dashboard, which is what the type says.
  return dashboard as Dashboard;
}

/** The same functions, whose callers keep what they gave and may change what they get: neither is the state. */
function detached(functions: object): object {
  const entries = Object.entries(functions as Record<string, (input: unknown) => unknown>).map(([name, call]) => {
    const detachedCall = (input: unknown) => {
      const result = call(copyOf(input));
      return result instanceof Promise ? result.then(copyOf) : copyOf(result);
    };
    return [name, detachedCall] as const;
  });
  return Object.fromEntries(entries);
}

/** What waits for the clock, by kind. */
export const timerHandlers: ReadonlyMap<string, TimerHandler> = new Map(
  Object.values<Resource>(resources).flatMap((resource) => Object.entries(resource.timers ?? {})),
);
