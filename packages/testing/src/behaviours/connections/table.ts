import type { EventName } from "../../generated/events.ts";
import type {
  Connection,
  ConnectionAttributeMaps,
  EventConnection,
  EventConnectionDeleted,
  OidcConnectionOptions,
  SamlConnectionOptions,
} from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";

/** A connection as stored: `status` follows from `state`, and the identity provider's settings stay inside. */
export interface ConnectionRow extends Omit<Connection, "status"> {
  readonly external_key: string;
  readonly external_id?: string;
  readonly attribute_maps?: ConnectionAttributeMaps;
  readonly saml_options?: Partial<SamlConnectionOptions>;
  readonly oidc_options?: OidcConnectionOptions;
  /** Where the identity provider logs out. */
  readonly logout_url?: string;
}

export const connections = defineTable<ConnectionRow, Connection>({
  name: "connections",
  label: "Connection",
  prefix: "conn",
  object: "connection",
  indexes: {
    organization_id: (row) => row.organization_id,
    connection_type: (row) => row.connection_type,
    domain: (row) => row.domains.map(({ domain }) => domain.toLowerCase()),
  },
  parents: { organizations: "organization_id" },
  events: { deleted: "connection.deleted" },
  present: presentConnection,
  fromEvent: ({ status: _, ...fields }) => ({ domains: [], external_key: "", ...fields }),
  toEvent: (row, _, { event }) => connectionEvent(row, event),
});

function presentConnection(row: ConnectionRow): Connection {
  const { external_key, external_id, attribute_maps, saml_options, oidc_options, logout_url, ...wire } = row;
  const { domains, created_at, updated_at, ...head } = wire;
  return { ...head, status: row.state === "active" ? "linked" : "unlinked", domains, created_at, updated_at };
}

/** The data of a connection's event; a deletion shows the state before it, and less. */
export function connectionEvent(row: ConnectionRow, event: EventName): EventConnection | EventConnectionDeleted {
  const { domains, status, ...head } = presentConnection(row);
  if (event === "connection.deleted") return head;
  return { ...head, external_key: row.external_key, status, domains };
}
