import type { OrganizationDomain } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";

/** A domain of an organization, stored in its wire form. */
export type OrganizationDomainRow = OrganizationDomain;

export const organizationDomains = defineTable<OrganizationDomainRow>({
  name: "organization_domains",
  label: "Organization domain",
  prefix: "org_domain",
  object: "organization_domain",
  indexes: { organization_id: (row) => row.organization_id, domain: (row) => row.domain.toLowerCase() },
  unique: { verified: (row) => (row.state === "verified" ? row.domain.toLowerCase() : undefined) },
  parents: { organizations: "organization_id" },
  events: {
    created: "organization_domain.created",
    updated: "organization_domain.updated",
    deleted: "organization_domain.deleted",
  },
});
