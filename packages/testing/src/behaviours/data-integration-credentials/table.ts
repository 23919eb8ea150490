import { type BaseRow, defineTable } from "../../world/definition.ts";

/** A provider's consent page that somebody was sent to. */
export interface AuthorizationStartRow extends BaseRow {
  readonly data_integration_id: string;
  readonly owner: "user" | "organization";
  readonly user_id: string;
  readonly organization_id: string | null;
  readonly return_to: string | null;
  readonly expires_at: string;
}

export const authorizationStarts = defineTable<AuthorizationStartRow>({
  name: "data_integration_authorizations",
  label: "Authorization",
  prefix: "data_integration_authorization",
  isImmutable: true,
  indexes: {
    data_integration_id: (row) => row.data_integration_id,
    user_id: (row) => row.user_id,
    organization_id: (row) => row.organization_id ?? undefined,
  },
  parents: { data_integrations: "data_integration_id", users: "user_id", organizations: "organization_id" },
});
