import type { EventOrganization, Organization } from "../../generated/schemas.ts";
import { notFound, refused } from "../../problem.ts";
import { defineTable } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";
import { organizationDomains } from "../organization-domains/table.ts";

/** An organization as stored: its domains are rows of their own. */
export type OrganizationRow = Omit<Organization, "domains"> & {
  /** `allow_profiles_outside_organization` was said to be false, in place of being so by default. */
  readonly refuses_outsiders?: boolean;
};

export const organizations = defineTable<OrganizationRow, Organization>({
  name: "organizations",
  label: "Organization",
  prefix: "org",
  object: "organization",
  unique: {
    external_id: (row) => row.external_id,
    stripe_customer_id: (row) => row.stripe_customer_id,
  },
  events: { created: "organization.created", updated: "organization.updated", deleted: "organization.deleted" },
  present: presentOrganization,
  fromEvent: ({ domains: _, ...fields }) => fields,
  toEvent: (row, world): EventOrganization => {
    const { allow_profiles_outside_organization: _, ...data } = presentOrganization(row, world);
    return data;
  },
  clash: (unique) => refused(400, `${unique}_already_used`, `Another organization has this ${unique}.`),
});

function presentOrganization(row: OrganizationRow, world: World): Organization {
  const domains = world.rows(organizationDomains, { where: { organization_id: row.id } });
  const { object, id, name, refuses_outsiders: _, ...rest } = row;
  return { object, id, name, domains, ...rest };
}

/** Names an organization in a dashboard function: its id, external id or name, or the object itself. */
export type OrganizationRef = string | { readonly id: string };

/** @throws a 404 when nothing is meant by the name. */
export function findOrganization(world: World, ref: OrganizationRef): OrganizationRow {
  const text = typeof ref === "string" ? ref : ref.id;
  const found = world.find(organizations, text) ?? world.findBy(organizations, "external_id", text);
  if (found) return found;
  for (const row of world.table(organizations).walk()) if (row.name === text) return row;
  throw notFound("Organization", text);
}
