import type { ConnectApplication } from "../../generated/schemas.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";

/** An application as stored: the fields of all kinds in one row. */
export interface ConnectApplicationRow extends BaseRow {
  readonly object: "connect_application";
  readonly client_id: string;
  readonly name: string;
  readonly description: string | null;
  readonly scopes: string[];
  readonly application_type: "oauth" | "m2m";
  readonly redirect_uris: { uri: string; default: boolean }[];
  readonly uses_pkce: boolean;
  readonly is_first_party: boolean;
  readonly was_dynamically_registered: boolean;
  readonly organization_id?: string;
  /** It registered itself as a client without a secret. */
  readonly is_public?: boolean;
  readonly updated_at: string;
}

export const connectApplications = defineTable<ConnectApplicationRow, ConnectApplication>({
  name: "connect_applications",
  label: "Connect application",
  prefix: "conn_app",
  object: "connect_application",
  indexes: {
    organization_id: (row) => row.organization_id,
    registration: (row) => (row.was_dynamically_registered ? "dynamic" : "authenticated"),
  },
  unique: { client_id: (row) => row.client_id },
  parents: { organizations: "organization_id" },
  present: presentApplication,
});

function presentApplication(row: ConnectApplicationRow): ConnectApplication {
  const { object, id, client_id, description, name, scopes, created_at, updated_at } = row;
  const { application_type, redirect_uris, uses_pkce, is_first_party, was_dynamically_registered } = row;
  const common = { object, id, client_id, description, name, scopes, created_at, updated_at };
  const organization_id = row.organization_id ?? "";
  if (application_type === "m2m") return { ...common, application_type, organization_id };
  const oauth = { ...common, application_type, redirect_uris, uses_pkce };
  if (is_first_party) return { ...oauth, is_first_party };
  if (was_dynamically_registered) return { ...oauth, is_first_party, was_dynamically_registered };
  return { ...oauth, is_first_party, was_dynamically_registered, organization_id };
}

/** An application by its id or its client id (facts: behaviours 23). */
export function findApplication(world: World, id: string): ConnectApplicationRow | undefined {
  return world.findBy(connectApplications, "client_id", id) ?? world.find(connectApplications, id);
}

/** The same. @throws a 404 when there is none. */
export function getApplication(world: World, id: string): ConnectApplicationRow {
  return findApplication(world, id) ?? world.get(connectApplications, id);
}
