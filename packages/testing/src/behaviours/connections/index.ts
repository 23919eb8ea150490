import type { Connection, ConnectionCreate } from "../../generated/schemas.ts";
import { invalid } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { findOrganization, type OrganizationRef, organizations } from "../organizations/table.ts";
import { type ConnectionRow, connectionEvent, connections } from "./table.ts";

/** What the dashboard makes a connection from. */
export interface ConnectionInput {
  /** Id, external id or name. Without one the connection is the environment's own, as for social logins. */
  readonly organization?: OrganizationRef;
  /** @default "GenericSAML" */
  readonly type?: Connection["connection_type"];
  readonly name?: string;
  /** @default "active" */
  readonly state?: Connection["state"];
  readonly domains?: readonly string[];
  readonly id?: string;
  /** Where the identity provider logs out. */
  readonly logout_url?: string;
}

export const connectionsResource = defineResource({
  tables: [connections],
  behaviours: {
    listConnections: ({ world, query }) => {
      const search = query.search?.toLowerCase();
      return world.list(connections, query, {
        where: {
          organization_id: query.organization_id,
          domain: query.domain?.toLowerCase(),
          // The filter spells one provider differently from the objects (facts: contradictions).
          connection_type: query.connection_type === "GithubOAuth" ? "GitHubOAuth" : query.connection_type,
        },
        ...(search !== undefined && { filter: (row) => row.name.toLowerCase().includes(search) }),
      });
    },
    getConnection: ({ world, path }) => world.present(connections, world.get(connections, path.id)),
    createConnection: ({ world, body }) => {
      world.get(organizations, body.organization_id);
      const own = world.rows(connections, { where: { organization_id: body.organization_id } });
      const known = body.external_id !== undefined && own.find((row) => row.external_id === body.external_id);
      if (known) return world.present(connections, known);
      if (!body.saml_options && !body.oidc_options)
        throw invalid([
          { field: "saml_options", code: "required", message: "saml_options or oidc_options is required." },
        ]);
      return world.present(connections, addConnection(world, rowFields(world, body)));
    },
    updateConnection: ({ world, path, body }) => {
      const row = world.get(connections, path.id);
      const { name, external_id, attribute_maps, saml_options, oidc_options } = body;
      const changed = world.update(connections, path.id, {
        name,
        attribute_maps,
        oidc_options,
        ...(external_id !== undefined && { external_id: external_id ?? "" }),
        // Null takes an option away: the stored options simply lack it.
        ...(saml_options && { saml_options: withoutNull({ ...row.saml_options, ...saml_options }) }),
      });
      return world.present(connections, changed);
    },
    deleteConnection: ({ world, path }) => {
      world.remove(connections, path.id);
      return undefined;
    },
  },
  dashboard: (world) => ({
    /** Sets up a connection, active unless told otherwise. */
    create(input: ConnectionInput): Connection {
      const organization = input.organization === undefined ? undefined : findOrganization(world, input.organization);
      const type = input.type ?? "GenericSAML";
      const row = addConnection(world, {
        id: input.id,
        organization_id: organization?.id,
        connection_type: type,
        name: input.name ?? (organization ? `${organization.name} ${type}` : type),
        state: input.state ?? "active",
        domains: domainsOf(world, input.domains ?? []),
        logout_url: input.logout_url,
        external_key: world.random.token(24),
      });
      return world.present(connections, row);
    },
    /** Moves a connection to another state, with the event that goes with it. */
    setState: ({ id, state }: { readonly id: string; readonly state: Connection["state"] }): Connection =>
      world.present(connections, setState(world, id, state)),
    /** Announces that the identity provider's certificate runs out. */
    requireCertificateRenewal({ id, days = 30 }: { readonly id: string; readonly days?: number }): void {
      const row = world.get(connections, id);
      world.emit("connection.saml_certificate_renewal_required", {
        connection: { id: row.id, ...(row.organization_id !== undefined && { organization_id: row.organization_id }) },
        certificate: {
          certificate_type: "ResponseSigning",
          expiry_date: world.clock.iso(days * 86_400_000),
          is_expired: days <= 0,
        },
        days_until_expiry: days,
      });
    },
  }),
});

type Fields = Parameters<typeof addConnection>[1];

function addConnection(
  world: World,
  fields: Omit<ConnectionRow, "id" | "object" | "created_at" | "updated_at" | "organization_id" | "logout_url"> & {
    readonly id?: string | undefined;
    readonly organization_id?: string | undefined;
    readonly logout_url?: string | undefined;
  },
): ConnectionRow {
  const row = world.insert(connections, fields);
  if (row.state === "active") world.emit("connection.activated", connectionEvent(row, "connection.activated") as never);
  return row;
}

/** A connection made through the API is active once its identity provider is described completely. */
function rowFields(world: World, body: ConnectionCreate): Fields {
  const { saml_options: saml, oidc_options: oidc } = body;
  const isComplete = oidc !== undefined || saml?.idp_metadata_url !== undefined || saml?.idp_sso_url !== undefined;
  return {
    organization_id: body.organization_id,
    connection_type: typeOf(body),
    name: body.name ?? (oidc ? "OIDC" : "SAML"),
    state: isComplete ? "active" : "draft",
    domains: [],
    external_key: world.random.token(24),
    ...(body.external_id !== undefined && { external_id: body.external_id }),
    ...(body.attribute_maps && { attribute_maps: body.attribute_maps }),
    ...(saml && { saml_options: saml }),
    ...(oidc && { oidc_options: oidc }),
  };
}

/** "Pending" stands for a type not chosen yet, which an active connection cannot have. */
function typeOf({ connection_type: type, oidc_options: oidc }: ConnectionCreate): ConnectionRow["connection_type"] {
  return type === undefined || type === "Pending" ? (oidc ? "GenericOIDC" : "GenericSAML") : type;
}

function setState(world: World, id: string, state: Connection["state"]): ConnectionRow {
  const before = world.get(connections, id);
  const row = world.update(connections, id, { state });
  if (before.state === row.state) return row;
  if (row.state === "active") world.emit("connection.activated", connectionEvent(row, "connection.activated") as never);
  else if (before.state === "active")
    world.emit("connection.deactivated", connectionEvent(row, "connection.deactivated") as never);
  return row;
}

function domainsOf(world: World, names: readonly string[]): Connection["domains"] {
  return names.map((domain) => ({ id: world.newId("conn_domain"), object: "connection_domain", domain }));
}

function withoutNull<Value extends object>(options: Value): { [Key in keyof Value]: NonNullable<Value[Key]> } {
  const kept = Object.entries(options).filter(([, value]) => value !== null);
  return Object.fromEntries(kept) as { [Key in keyof Value]: NonNullable<Value[Key]> }; // Null was just filtered out.
}
