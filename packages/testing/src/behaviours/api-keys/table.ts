import type { ApiKey, EventApiKey } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";

/** A key as stored: with its value, which answers show once. */
export interface ApiKeyRow extends ApiKey {
  readonly value: string;
}

// An update's event has fields of its own: `rules.ts` emits it.
export const apiKeys = defineTable<ApiKeyRow, ApiKey>({
  name: "api_keys",
  label: "API key",
  prefix: "api_key",
  object: "api_key",
  indexes: {
    organization_id: (row) => (row.owner.type === "organization" ? row.owner.id : undefined),
    user_id: (row) => (row.owner.type === "user" ? row.owner.id : undefined),
    membership: (row) => (row.owner.type === "user" ? row.owner.organization_id : undefined),
  },
  unique: { value: (row) => row.value },
  parents: { organizations: "organization_id", users: "user_id" },
  events: { created: "api_key.created", deleted: "api_key.revoked" },
  present: withoutValue,
  toEvent: (row): EventApiKey => withoutValue(row),
  fromEvent: (_, known) => ({ value: known?.value ?? "sk_test_triggered" }),
});

function withoutValue({ value: _, ...key }: ApiKeyRow): ApiKey {
  return key;
}
