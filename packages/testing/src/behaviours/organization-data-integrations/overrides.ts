import type { DataIntegrationConfiguration, DataIntegrationConfigure } from "../../generated/schemas.ts";
import { refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { refuseUndeclaredConfig } from "../data-integrations/rules.ts";
import { type DataIntegrationRow, providerName } from "../data-integrations/table.ts";
import { type IntegrationOverrideRow, integrationOverrides } from "./table.ts";

/** The override an organization has set for an integration. */
export function overrideOf(
  world: World,
  integration: DataIntegrationRow,
  organizationId: string | undefined,
): IntegrationOverrideRow | undefined {
  return organizationId === undefined
    ? undefined
    : world.findBy(integrationOverrides, "pair", `${organizationId} ${integration.id}`);
}

/** Whether an integration is on, for an organization or at large. */
export function isEnabledFor(world: World, integration: DataIntegrationRow, organizationId?: string): boolean {
  return overrideOf(world, integration, organizationId)?.enabled ?? integration.enabled;
}

export function scopesFor(
  world: World,
  integration: DataIntegrationRow,
  organizationId?: string,
): readonly string[] | null {
  return overrideOf(world, integration, organizationId)?.scopes ?? integration.scopes;
}

/** Refuses what cannot be configured (facts: behaviours 24). */
export function refuseConfiguration(integration: DataIntegrationRow, body: DataIntegrationConfigure): void {
  if (Object.keys(body).length === 0) throw refusedPlainly(400, "The body names nothing to configure.");
  if ((body.client_id === undefined) !== (body.client_secret === undefined))
    throw refusedPlainly(400, "client_id and client_secret go together.");
  const isTheirs = integration.credentials?.type === "organization";
  if (body.client_id !== undefined && !isTheirs)
    throw refusedPlainly(400, "Organizations do not bring their own credentials to this integration.");
  if (body.config && !isTheirs)
    throw refusedPlainly(400, "config is accepted only where organizations bring their own credentials.");
  refuseUndeclaredConfig(integration.slug, body.config ?? {}, integration.custom_provider !== null);
  const allowed = integration.scopes;
  const foreign = allowed && body.scopes?.find((scope) => !allowed.includes(scope));
  if (foreign) throw refusedPlainly(422, `The scope '${foreign}' is not one of the integration's.`);
}

/** An integration as an organization sees it. */
export function configurationOf(
  world: World,
  integration: DataIntegrationRow,
  organizationId: string,
): DataIntegrationConfiguration {
  const override = overrideOf(world, integration, organizationId);
  const isTheirs = integration.credentials?.type === "organization";
  return {
    object: "data_integration_configuration",
    id: override?.id ?? integration.id,
    organization_id: organizationId,
    slug: integration.slug,
    name: providerName(integration),
    enabled: override?.enabled ?? integration.enabled,
    scopes: override?.scopes ?? integration.scopes,
    config: override?.config ?? integration.config,
    created_at: override?.created_at ?? integration.created_at,
    updated_at: override?.updated_at ?? integration.updated_at,
    ...(isTheirs && {
      credentials: {
        credentials_type: "organization",
        has_credentials: override?.client_id !== undefined,
        client_id: override?.client_id ?? null,
        client_secret_last_four: override?.client_secret?.slice(-4) ?? null,
        redirect_uri: integration.redirect_uri,
      },
    }),
  };
}
