import { type RoundTrip, roundTrip, steps } from "./round-trip.ts";

export const access: readonly RoundTrip[] = [
  roundTrip("permissions", ({ workos: { authorization } }) =>
    steps({
      create: () => authorization.createPermission({ slug: "reports:read", name: "Read" }),
      given: { slug: "reports:read", name: "Read" },
      get: ({ slug }) => authorization.getPermission(slug),
      list: async () => (await authorization.listPermissions()).data,
      update: ({ slug }) => authorization.updatePermission(slug, { name: "Reads", description: "All of them" }),
      changes: { name: "Reads", description: "All of them" },
      remove: ({ slug }) => authorization.deletePermission(slug),
    }),
  ),
  roundTrip("environment roles", ({ workos: { authorization } }) =>
    steps({
      create: () => authorization.createEnvironmentRole({ slug: "viewer", name: "Viewer" }),
      given: { slug: "viewer", name: "Viewer", type: "EnvironmentRole", permissions: [] },
      get: ({ slug }) => authorization.getEnvironmentRole(slug),
      list: async () => (await authorization.listEnvironmentRoles()).data,
      update: ({ slug }) => authorization.updateEnvironmentRole(slug, { name: "Reader" }),
      changes: { name: "Reader" },
    }),
  ),
  roundTrip("organization roles", ({ mock, workos: { authorization } }) => {
    const { id } = mock.dashboard.organizations.create({ name: "Acme" });
    return steps({
      create: () => authorization.createOrganizationRole(id, { slug: "org-auditor", name: "Auditor" }),
      given: { slug: "org-auditor", name: "Auditor", type: "OrganizationRole" },
      get: ({ slug }) => authorization.getOrganizationRole(id, slug),
      list: async () => (await authorization.listOrganizationRoles(id)).data,
      update: ({ slug }) => authorization.updateOrganizationRole(id, slug, { description: "Reads all" }),
      changes: { description: "Reads all" },
      remove: ({ slug }) => authorization.deleteOrganizationRole(id, slug),
    });
  }),
  roundTrip("authorization resources", ({ mock, workos: { authorization } }) => {
    const { id: organizationId } = mock.dashboard.organizations.create({ name: "Acme" });
    return steps({
      create: () =>
        authorization.createResource({
          organizationId,
          resourceTypeSlug: "workspace",
          externalId: "ws-1",
          name: "One",
        }),
      given: { externalId: "ws-1", name: "One", resourceTypeSlug: "workspace" },
      get: ({ id }) => authorization.getResource(id),
      list: async () => (await authorization.listResources({ organizationId })).data,
      update: ({ id }) => authorization.updateResource({ resourceId: id, name: "Two", description: "Second" }),
      changes: { name: "Two", description: "Second" },
      remove: ({ id }) => authorization.deleteResource({ resourceId: id }),
    });
  }),
  roundTrip("role assignments", ({ mock, workos: { authorization } }) => {
    const { id: organization } = mock.dashboard.organizations.create({ name: "Acme" });
    const { id: user } = mock.dashboard.users.create({ email: "ada@acme.test" });
    const { id } = mock.dashboard.organizationMemberships.create({ user, organization });
    mock.dashboard.roles.create({ slug: "editor", resource_type_slug: "workspace" });
    const resource = mock.dashboard.authorizationResources.create({
      organization,
      resource_type_slug: "workspace",
      external_id: "ws-1",
    });
    const of = { organizationMembershipId: id };
    return steps({
      create: () => authorization.assignRole({ ...of, roleSlug: "editor", resourceId: resource.id }),
      given: { role: { slug: "editor" } },
      list: async () => (await authorization.listRoleAssignments(of)).data,
      remove: (one) => authorization.removeRoleAssignment({ ...of, roleAssignmentId: one.id }),
    });
  }),
  roundTrip("role assignments of groups", ({ mock, workos: { authorization } }) => {
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const { id: groupId } = mock.dashboard.groups.create({ organization, name: "Owners" });
    mock.dashboard.roles.create({ slug: "owner" });
    return steps({
      create: () => authorization.createGroupRoleAssignment({ groupId, roleSlug: "owner" }),
      given: { role: { slug: "owner" } },
      get: ({ id }) => authorization.getGroupRoleAssignment({ groupId, roleAssignmentId: id }),
      list: async () => (await authorization.listGroupRoleAssignments({ groupId })).data,
      remove: ({ id }) => authorization.removeGroupRoleAssignment({ groupId, roleAssignmentId: id }),
    });
  }),
  roundTrip("feature flags", ({ mock, workos: { featureFlags } }) =>
    steps({
      create: () => {
        mock.dashboard.featureFlags.create({ slug: "reports", enabled: false });
        return featureFlags.getFeatureFlag("reports");
      },
      given: { slug: "reports", enabled: false },
      get: ({ slug }) => featureFlags.getFeatureFlag(slug),
      list: async () => (await featureFlags.listFeatureFlags()).data,
      update: ({ slug }) => featureFlags.enableFeatureFlag(slug),
      changes: { enabled: true },
    }),
  ),
];
