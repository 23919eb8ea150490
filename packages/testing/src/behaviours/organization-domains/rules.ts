import type { OrganizationDomainData } from "../../generated/schemas.ts";
import { invalid } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { type OrganizationDomainRow, organizationDomains } from "./table.ts";

/** How long DNS is asked for the record (facts: behaviours 5). */
const verificationPeriodMs = 30 * 24 * 60 * 60 * 1000;

/** Refuses what is no host name, such as an address or a URL (inferred: the facts name the form, not the refusal). */
export function refuseBadDomain(domain: string, field = "domain"): void {
  if (/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(domain)) return;
  throw invalid([{ field, code: "invalid_domain", message: `${field} must be a host name such as example.com.` }]);
}

/** The row that holds a domain as verified; there is one at most in an environment. */
export function holderOfVerified(world: World, domain: string): OrganizationDomainRow | undefined {
  return world.findBy(organizationDomains, "verified", domain.toLowerCase());
}

/** Adds a domain, verified at once or pending with the record to publish. */
export function addDomain(
  world: World,
  organizationId: string,
  data: OrganizationDomainData,
  options?: { isSilent: boolean },
): OrganizationDomainRow {
  const isVerified = data.state === "verified";
  const row = world.insert(
    organizationDomains,
    {
      organization_id: organizationId,
      domain: data.domain,
      state: isVerified ? "verified" : "pending",
      verification_prefix: "workos-domain-verification",
      verification_token: world.random.token(),
      verification_strategy: isVerified ? "manual" : "dns",
    },
    options,
  );
  if (!isVerified) awaitVerification(world, row.id);
  else if (!options?.isSilent) announceVerified(world, row);
  return row;
}

/** Tells of a domain that was added silently. */
export function announceAdded(world: World, row: OrganizationDomainRow): void {
  world.emit("organization_domain.created", row);
  if (row.state === "verified") announceVerified(world, row);
}

/** Ends as failed unless the domain is verified within the period. */
export function awaitVerification(world: World, id: string): void {
  world.schedule("organization_domain.expire", verificationPeriodMs, {
    id,
    until: world.clock.now() + verificationPeriodMs,
  });
}

/** The outcome has an event of its own, and needs none of the change. */
export function markVerified(world: World, id: string): OrganizationDomainRow {
  const row = world.update(organizationDomains, id, { state: "verified" }, { isSilent: true });
  announceVerified(world, row);
  return row;
}

/** Tells of a domain that is verified from now on, and of those that have lost it thereby. */
export function announceVerified(world: World, row: OrganizationDomainRow): void {
  world.emit("organization_domain.verified", row);
  failOthers(world, row);
}

export function markFailed(world: World, id: string, reason: string): OrganizationDomainRow {
  const row = world.update(organizationDomains, id, { state: "failed" }, { isSilent: true });
  world.emit("organization_domain.verification_failed", { reason, organization_domain: row });
  return row;
}

/** The first organization to verify a domain wins; the others that wait for it have lost. */
function failOthers(world: World, winner: OrganizationDomainRow): void {
  for (const row of world.rows(organizationDomains, { where: { domain: winner.domain.toLowerCase() } }))
    if (row.state === "pending") markFailed(world, row.id, "domain_verified_by_other_organization");
}
