import type { DataIntegrationConfiguration, DataIntegrationConfigure } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { putApiKey } from "../connected-accounts/keys.ts";
import { refuseStranger } from "../connected-accounts/owner.ts";
import { integrationPatch } from "../data-integrations/rules.ts";
import { type DataIntegrationRow, dataIntegrations, integrationOf } from "../data-integrations/table.ts";
import { findOrganization, type OrganizationRef, organizations } from "../organizations/table.ts";
import { configurationOf, overrideOf, refuseConfiguration } from "./overrides.ts";
import { integrationOverrides } from "./table.ts";

/** How an organization departs from an integration, for seeds. */
export interface DataIntegrationConfigurationInput extends DataIntegrationConfigure {
  readonly organization: OrganizationRef;
  /** Slug of the integration. */
  readonly provider: string;
}

export const organizationDataIntegrationsResource = defineResource({
  tables: [integrationOverrides],
  behaviours: {
    listDataIntegrationConfigurations: ({ world, path }) => {
      const { id } = world.get(organizations, path.organization_id);
      return { object: "list", data: world.rows(dataIntegrations).map((row) => configurationOf(world, row, id)) };
    },
    configureDataIntegration: ({ world, path, body }) => {
      world.get(organizations, path.organization_id);
      return configure(world, path.organization_id, ownOrShared(world, path.slug), body);
    },
    getOrganizationDataIntegration: ({ world, path }) =>
      world.present(dataIntegrations, integrationOf(world, path.slug, "organization")),
    updateOrganizationDataIntegration: ({ world, path, body }) => {
      const row = integrationOf(world, path.slug, "organization");
      const holder = {
        kind: "organization",
        user_id: body.api_key?.user_id,
        organization_id: body.api_key?.organization_id,
      } as const;
      const patch = integrationPatch(row, body, 422);
      refuseStranger(world, holder);
      const changed = world.update(dataIntegrations, row.id, patch);
      if (body.api_key) putApiKey(world, changed, holder, body.api_key.secret);
      return world.present(dataIntegrations, changed);
    },
    deleteOrganizationDataIntegration: ({ world, path }) => {
      world.remove(dataIntegrations, integrationOf(world, path.slug, "organization").id);
      return undefined;
    },
  },
  dashboard: (world) => ({
    /** Sets an organization's override, as the API does. */
    create({ organization, provider, ...body }: DataIntegrationConfigurationInput): DataIntegrationConfiguration {
      return configure(world, findOrganization(world, organization).id, ownOrShared(world, provider), body);
    },
  }),
});

/** The users' integration of a slug, else the organizations' own. */
function ownOrShared(world: World, slug: string): DataIntegrationRow {
  return world.findBy(dataIntegrations, "slug", `user ${slug}`) ?? integrationOf(world, slug, "organization");
}

function configure(
  world: World,
  organizationId: string,
  integration: DataIntegrationRow,
  body: DataIntegrationConfigure,
): DataIntegrationConfiguration {
  refuseConfiguration(integration, body);
  const { enabled, scopes, client_id, client_secret, config } = body;
  const fields = { enabled, scopes, client_id, client_secret, config };
  const known = overrideOf(world, integration, organizationId);
  if (known) world.update(integrationOverrides, known.id, fields);
  else
    world.insert(integrationOverrides, {
      organization_id: organizationId,
      data_integration_id: integration.id,
      ...fields,
    });
  return configurationOf(world, integration, organizationId);
}
