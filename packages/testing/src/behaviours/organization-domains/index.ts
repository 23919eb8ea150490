import { refused } from "../../problem.ts";
import { defineResource } from "../behaviour.ts";
import { organizations } from "../organizations/table.ts";
import { addDomain, awaitVerification, holderOfVerified, markFailed, markVerified, refuseBadDomain } from "./rules.ts";
import { organizationDomains } from "./table.ts";

export const organizationDomainsResource = defineResource({
  tables: [organizationDomains],
  behaviours: {
    createOrganizationDomain: ({ world, body }) => {
      world.get(organizations, body.organization_id);
      refuseBadDomain(body.domain);
      const own = world.rows(organizationDomains, { where: { organization_id: body.organization_id } });
      const isKnown = own.some((row) => row.domain.toLowerCase() === body.domain.toLowerCase());
      if (isKnown || holderOfVerified(world, body.domain))
        throw refused(409, "domain_already_exists", `The domain ${body.domain} exists already.`);
      return addDomain(world, body.organization_id, { domain: body.domain, state: "pending" });
    },
    getOrganizationDomain: ({ world, path }) => world.get(organizationDomains, path.id),
    deleteOrganizationDomain: ({ world, path }) => {
      world.remove(organizationDomains, path.id);
      return undefined;
    },
    verifyOrganizationDomain: ({ world, path }) => {
      const row = world.get(organizationDomains, path.id);
      if (row.state === "verified") throw refused(400, "domain_already_verified", "The domain is verified already.");
      awaitVerification(world, row.id);
      return world.update(organizationDomains, row.id, { state: "pending", verification_strategy: "dns" });
    },
  },
  dashboard: (world) => ({
    /** The DNS record was found. */
    verify: ({ id }: { readonly id: string }) => markVerified(world, id),
    /** The record was not found in time, or another organization was first. */
    fail: ({ id, reason = "domain_verification_period_expired" }: { readonly id: string; readonly reason?: string }) =>
      markFailed(world, id, reason),
  }),
  timers: {
    "organization_domain.expire": (world, { id, until }) => {
      const row = world.find(organizationDomains, String(id));
      // A later start of the verification has a timer of its own.
      if (row?.state === "pending" && Number(until) <= world.clock.now())
        markFailed(world, row.id, "domain_verification_period_expired");
    },
  },
});
