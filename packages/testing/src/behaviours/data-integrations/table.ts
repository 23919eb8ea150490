import type { DataIntegration } from "../../generated/schemas.ts";
import { notFound, refusedPlainly } from "../../problem.ts";
import { defineTable } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";
import { builtInProvider } from "./providers.ts";

/** Who owns the connections of an integration. */
export type Owner = "user" | "organization";

/** An integration as stored: with its client secret, and without the installation that only a create answers. */
export type DataIntegrationRow = Omit<DataIntegration, "installation" | "ownership"> & {
  readonly ownership: Owner;
  readonly client_secret?: string;
};

export const dataIntegrations = defineTable<DataIntegrationRow, DataIntegration>({
  name: "data_integrations",
  label: "Data integration",
  prefix: "data_integration",
  object: "data_integration",
  unique: { slug: (row) => `${row.ownership} ${row.slug}` },
  present: ({ client_secret: _, ...row }) => ({ ...row, installation: null }),
  clash: (_, row) => refusedPlainly(409, `A data integration for '${row.slug}' exists already.`),
});

/** The integration of a slug; its absence is the 404. Users and organizations have separate ones (facts: pipes). */
export function integrationOf(world: World, slug: string, owner: Owner = "user"): DataIntegrationRow {
  const row = world.findBy(dataIntegrations, "slug", `${owner} ${slug}`);
  if (!row) throw notFound("Data integration", slug);
  return row;
}

/** What people call the provider. */
export function providerName(row: Pick<DataIntegrationRow, "slug" | "custom_provider">): string {
  return row.custom_provider?.name ?? builtInProvider(row.slug)?.name ?? row.slug;
}
