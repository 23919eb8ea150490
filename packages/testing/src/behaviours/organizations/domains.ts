import type { OrganizationCreate, OrganizationDomainData } from "../../generated/schemas.ts";
import { invalid, refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import {
  addDomain,
  announceAdded,
  announceVerified,
  holderOfVerified,
  refuseBadDomain,
} from "../organization-domains/rules.ts";
import { type OrganizationDomainRow, organizationDomains } from "../organization-domains/table.ts";
import { organizations } from "./table.ts";

/**
 * Whether an organization refuses whom its connection vouches for: somebody of another domain than those it has
 * verified (facts: behaviours 6). Only where it was said to: the default is taken as leave, so that a test need not mind
 * its addresses.
 */
export function isRefusedOutsider(world: World, organizationId: string | undefined, email: string): boolean {
  if (!world.find(organizations, organizationId)?.refuses_outsiders) return false;
  const own = world.rows(organizationDomains, {
    where: { organization_id: organizationId },
    filter: (row) => row.state === "verified" || row.state === "legacy_verified",
  });
  const domain = email.split("@").at(-1)?.toLowerCase();
  return own.length > 0 && own.every((row) => row.domain.toLowerCase() !== domain);
}

/** The domains asked for; plain names are the older form and count as verified. */
export function wantedDomains(
  body: Pick<OrganizationCreate, "domains" | "domain_data">,
): OrganizationDomainData[] | undefined {
  if (body.domain_data) return body.domain_data;
  return body.domains?.map((domain) => ({ domain, state: "verified" }));
}

/** Refuses domains of another organization, and one that is named twice (inferred: the 422 of the operation). */
export function refuseDomains(world: World, domains: readonly OrganizationDomainData[], own?: string): void {
  for (const [index, { domain }] of domains.entries()) refuseBadDomain(domain, `domain_data.${index}.domain`);
  const names = domains.map(({ domain }) => domain.toLowerCase());
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice >= 0) throw invalid([{ field: `domain_data.${twice}.domain`, code: "duplicate" }]);
  for (const { domain } of domains) {
    const holder = holderOfVerified(world, domain);
    if (holder && holder.organization_id !== own)
      throw refusedPlainly(409, `The domain ${domain} belongs to another organization.`);
  }
}

/** Makes the domains of an organization exactly these; gives the events of it, to be emitted by the caller. */
export function replaceDomains(
  world: World,
  organizationId: string,
  wanted: readonly OrganizationDomainData[],
): (() => void)[] {
  const announcements: (() => void)[] = [];
  const rest = new Map(wanted.map((data) => [data.domain.toLowerCase(), data]));
  for (const row of world.rows(organizationDomains, { where: { organization_id: organizationId } })) {
    const data = rest.get(row.domain.toLowerCase());
    rest.delete(row.domain.toLowerCase());
    if (!data) {
      world.remove(organizationDomains, row.id, { isSilent: true });
      announcements.push(() => void world.emit("organization_domain.deleted", row));
    } else if (data.state === "verified" && row.state !== "verified") {
      const verified = verifyByHand(world, row);
      announcements.push(() => announceVerified(world, verified));
    }
  }
  for (const data of rest.values()) {
    const row = addDomain(world, organizationId, data, { isSilent: true });
    announcements.push(() => announceAdded(world, row));
  }
  return announcements;
}

/** Who names a domain as verified vouches for it: nothing is asked of DNS any more. */
function verifyByHand(world: World, { id }: OrganizationDomainRow): OrganizationDomainRow {
  const patch = { state: "verified", verification_strategy: "manual" } as const;
  return world.update(organizationDomains, id, patch, { isSilent: true });
}
