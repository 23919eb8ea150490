import {
  configureDataIntegration,
  createAuditLogSchema,
  generatePortalLink,
  getAuditLogConfiguration,
  listAuditLogActions,
  listDataIntegrationConfigurations,
  listEffectivePermissions,
  listOrganizationAuthorizedApplications,
  listOrganizationMemberships,
  revokePortalLink,
} from "@workos-kit/client/operations";
import { expect } from "vitest";
import type { Exercise } from "./exercise.ts";

export const organizationSettings: Exercise = {
  title: "what belongs to an organization: audit log settings, integrations, applications, permissions, portal links",
  async run({ mock, client, user, join }) {
    const { dashboard } = mock;
    const organization_id = join("Acme").id;
    await createAuditLogSchema(client, { action_name: "document.opened", targets: [{ type: "document" }] });
    expect((await listAuditLogActions(client).collect()).map(({ name }) => name)).toEqual(["document.opened"]);
    expect((await getAuditLogConfiguration(client, { organization_id })).organization_id).toBe(organization_id);

    const credentials = { type: "custom" as const, client_id: "gh-1", client_secret: "secret" };
    dashboard.dataIntegrations.create({ provider: "github", credentials });
    const configured = await configureDataIntegration(client, { organization_id, slug: "github", enabled: true });
    expect((await listDataIntegrationConfigurations(client, { organization_id })).data).toContainEqual(configured);

    const application = dashboard.connectApplications.create({
      name: "Reports",
      application_type: "oauth",
      is_first_party: false,
      organization_id,
    });
    dashboard.authorizedApplications.create({ user, application: application.id });
    const applications = await listOrganizationAuthorizedApplications(client, { organization_id }).collect();
    expect(applications).toMatchObject([{ user_id: user.id }]);

    const resource = dashboard.authorizationResources.create({
      organization: organization_id,
      resource_type_slug: "workspace",
      external_id: "ws-1",
    });
    const [membership] = await listOrganizationMemberships(client, { user_id: user.id }).collect();
    const asked = { organization_membership_id: membership?.id ?? "", resource_id: resource.id };
    expect(await listEffectivePermissions(client, asked).collect()).toEqual([]);

    await generatePortalLink(client, { organization: organization_id, intent: "sso" });
    await revokePortalLink(client, { organization: organization_id });
  },
};
