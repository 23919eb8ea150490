import { createOrganization, createOrganizationDomain, listOrganizations } from "@workos-kit/client/operations";
import type { Organization } from "@workos-kit/client/types";
import type { Stage } from "../stage.ts";
import { expect, type Story } from "../story.ts";

/** Creates an organization with a domain, then pages through a hundred more. */
export async function meetOrganizations({ workos }: Stage, story: Story): Promise<Organization> {
  const acme = await createOrganization(workos, {
    name: "Acme",
    domain_data: [{ domain: "acme.test", state: "verified" }],
    external_id: "customer-1",
  });
  const domain = await createOrganizationDomain(workos, { organization_id: acme.id, domain: "acme.example" });
  story.tell(
    `Created ${acme.name} (${acme.domains[0]?.domain} is ${acme.domains[0]?.state}), then added ${domain.domain}.`,
  );

  for (let n = 1; n <= 100; n++) await createOrganization(workos, { name: `Customer ${n}` });
  let pages = 0;
  let seen = 0;
  for await (const page of listOrganizations(workos, { limit: 25 }).pages()) {
    pages++;
    seen += page.data.length;
  }
  expect(seen === 101, `101 organizations were to be listed, not ${seen}.`);
  story.tell(`Paged through ${seen} organizations in ${pages} pages of 25, each fetched once.`);
  return acme;
}
