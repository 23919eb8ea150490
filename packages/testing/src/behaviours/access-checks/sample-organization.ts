import { checkedMock } from "../../../test/checked-mock.ts";

/**
 * For tests of this and the neighbouring rooms: Acme with Ada and Bob, a workspace, a project in it, and roles for both
 * types that hold permissions.
 */
export function sampleOrganization() {
  const { mock, api } = checkedMock();
  const { dashboard } = mock;
  const organization = dashboard.organizations.create({ name: "Acme" });
  const other = dashboard.organizations.create({ name: "Other" });
  const member = (email: string, where = organization) =>
    dashboard.organizationMemberships.create({ user: dashboard.users.create({ email }), organization: where }).id;
  const [ada, bob, stranger] = [member("ada@acme.test"), member("bob@acme.test"), member("eve@other.test", other)];
  for (const [slug, type, permissions] of [
    ["workspace-admin", "workspace", ["workspace:edit", "project:edit"]],
    ["project-editor", "project", ["project:edit"]],
    ["owner", "organization", ["workspace:edit"]],
  ] as const)
    dashboard.roles.create({ slug, resource_type_slug: type, permissions });
  const workspace = dashboard.authorizationResources.create({
    organization,
    resource_type_slug: "workspace",
    external_id: "ws-1",
    id: "authz_resource_workspace",
  });
  const project = dashboard.authorizationResources.create({
    organization,
    resource_type_slug: "project",
    external_id: "p-1",
    parent_resource_id: workspace.id,
    id: "authz_resource_project",
  });
  const of = (membership: string) => `/authorization/organization_memberships/${membership}`;
  const check = async (membership: string, permission_slug: string, resource_id: string) =>
    (await api(`POST ${of(membership)}/check`, { permission_slug, resource_id })).body.authorized;
  const assign = (membership: string, role_slug: string, resource_id: string) =>
    api(`POST ${of(membership)}/role_assignments`, { role_slug, resource_id });
  return { mock, api, organization, other, ada, bob, stranger, workspace, project, of, check, assign };
}
