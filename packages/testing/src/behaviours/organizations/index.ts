import type { Organization, OrganizationCreate } from "../../generated/schemas.ts";
import { invalid, notFound } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { mergeMetadata } from "../metadata.ts";
import { addDomain, announceAdded } from "../organization-domains/rules.ts";
import { organizationDomains } from "../organization-domains/table.ts";
import { refuseDomains, replaceDomains, wantedDomains } from "./domains.ts";
import { organizations } from "./table.ts";

/** What the dashboard makes an organization from: the API's body, and an id of one's own. */
export interface OrganizationInput extends OrganizationCreate {
  /** @default a new id */
  readonly id?: string;
  readonly stripe_customer_id?: string;
}

export const organizationsResource = defineResource({
  tables: [organizations],
  behaviours: {
    listOrganizations: ({ world, query }) => {
      const search = query.search?.toLowerCase();
      const owners = query.domains && ownersOf(world, query.domains);
      return world.list(organizations, query, {
        filter: (row) =>
          (search === undefined || row.name.toLowerCase().includes(search)) && (!owners || owners.has(row.id)),
      });
    },
    createOrganization: ({ world, body }) => createOrganization(world, body),
    getOrganization: ({ world, path }) => world.present(organizations, world.get(organizations, path.id)),
    getOrganizationByExternalId: ({ world, path }) => {
      const row = world.findBy(organizations, "external_id", path.external_id);
      if (!row) throw notFound("Organization", path.external_id);
      return world.present(organizations, row);
    },
    updateOrganization: ({ world, path, body }) => {
      const before = world.get(organizations, path.id);
      const domains = wantedDomains(body);
      refuseBlankName(body.name);
      refuseDomains(world, domains ?? [], path.id);
      const patch = {
        name: body.name,
        allow_profiles_outside_organization: body.allow_profiles_outside_organization,
        stripe_customer_id: body.stripe_customer_id,
        external_id: body.external_id,
        metadata: mergeMetadata(before.metadata, body.metadata),
      };
      const row = world.update(organizations, path.id, patch, { isSilent: true });
      // Nothing that shows: no change of the organization.
      const refuses_outsiders = isFalse(body.allow_profiles_outside_organization);
      world.update(organizations, path.id, { refuses_outsiders, updated_at: row.updated_at }, { isSilent: true });
      // The given list is the complete new set (facts: behaviours 5).
      const announcements = domains ? replaceDomains(world, path.id, domains) : [];
      if (row === before && announcements.length === 0) return world.present(organizations, row);
      // A change of the domains is one of the organization (facts: events), whose event comes first and shows them.
      const changed = world.update(organizations, path.id, { updated_at: world.clock.iso() }, { isSilent: true });
      const event = "organization.updated";
      world.emit(event, organizations.toEvent?.(changed, world, { event, before }) as never);
      for (const announce of announcements) announce();
      return world.present(organizations, changed);
    },
    deleteOrganization: ({ world, path }) => {
      world.remove(organizations, path.id);
      return undefined;
    },
  },
  dashboard: (world) => ({
    /** Makes an organization the way the API does; an id of one's own may be given. */
    create: (input: OrganizationInput): Organization => createOrganization(world, input),
    delete: ({ id }: { readonly id: string }): void => void world.remove(organizations, id),
  }),
});

function createOrganization(world: World, input: OrganizationInput): Organization {
  const domains = wantedDomains(input) ?? [];
  refuseBlankName(input.name);
  refuseDomains(world, domains);
  const row = world.insert(
    organizations,
    {
      id: input.id,
      name: input.name,
      metadata: mergeMetadata({}, input.metadata),
      external_id: input.external_id ?? null,
      stripe_customer_id: input.stripe_customer_id,
      allow_profiles_outside_organization: input.allow_profiles_outside_organization ?? false,
      refuses_outsiders: isFalse(input.allow_profiles_outside_organization),
    },
    { isSilent: true },
  );
  // Without an event of their own yet: the organization's comes first, and already shows its domains.
  const added = domains.map((data) => addDomain(world, row.id, data, { isSilent: true }));
  world.emit("organization.created", organizations.toEvent?.(row, world, { event: "organization.created" }) as never);
  for (const domain of added) announceAdded(world, domain);
  return world.present(organizations, row);
}

/** Whether something was said to be false; undefined when nothing was said. */
function isFalse(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

/** Inferred: a name of nothing is none. */
function refuseBlankName(name: string | undefined): void {
  if (name?.trim() === "") throw invalid([{ field: "name", code: "required", message: "name must not be empty." }]);
}

function ownersOf(world: World, domains: readonly string[]): Set<string> {
  const names = domains.map((domain) => domain.toLowerCase());
  return new Set(world.rows(organizationDomains, { where: { domain: names } }).map((row) => row.organization_id));
}
