import type { ApiKey, EventApiKey, EventApiKeyUpdated } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";

/** A key as stored: with its value, which answers show once. */
export interface ApiKeyRow extends ApiKey {
  readonly value: string;
  /** The membership a user's key stands and falls with. */
  readonly organization_membership_id?: string;
}

export const apiKeys = defineTable<ApiKeyRow, ApiKey>({
  name: "api_keys",
  label: "API key",
  prefix: "api_key",
  object: "api_key",
  indexes: {
    organization_id: (row) => (row.owner.type === "organization" ? row.owner.id : undefined),
    user_id: (row) => (row.owner.type === "user" ? row.owner.id : undefined),
    membership: (row) => (row.owner.type === "user" ? row.owner.organization_id : undefined),
    any_organization: (row) => (row.owner.type === "user" ? row.owner.organization_id : row.owner.id),
    organization_membership_id: (row) => row.organization_membership_id,
  },
  unique: { value: (row) => row.value },
  parents: {
    organizations: "any_organization",
    users: "user_id",
    organization_memberships: "organization_membership_id",
  },
  events: { created: "api_key.created", updated: "api_key.updated", deleted: "api_key.revoked" },
  present: shown,
  toEvent: (row, _, { before }): EventApiKey | EventApiKeyUpdated =>
    before ? { ...shown(row), previous_attributes: { expires_at: before.expires_at } } : shown(row),
  fromEvent: (data, known) => ({ ...data, value: known?.value ?? `sk_${String(data.id)}` }),
});

function shown({ value: _, organization_membership_id: __, ...key }: ApiKeyRow): ApiKey {
  return key;
}
