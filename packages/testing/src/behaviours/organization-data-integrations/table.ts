import { type BaseRow, defineTable } from "../../world/definition.ts";

/** How one organization departs from an integration of the environment; absent fields are inherited. */
export interface IntegrationOverrideRow extends BaseRow {
  readonly organization_id: string;
  readonly data_integration_id: string;
  readonly enabled?: boolean;
  readonly scopes?: string[] | null;
  readonly client_id?: string;
  readonly client_secret?: string;
  readonly config?: Record<string, string>;
}

export const integrationOverrides = defineTable<IntegrationOverrideRow>({
  name: "data_integration_configurations",
  label: "Data integration configuration",
  prefix: "data_integration_configuration",
  indexes: {
    organization_id: (row) => row.organization_id,
    data_integration_id: (row) => row.data_integration_id,
  },
  unique: { pair: (row) => `${row.organization_id} ${row.data_integration_id}` },
  parents: { organizations: "organization_id", data_integrations: "data_integration_id" },
});
