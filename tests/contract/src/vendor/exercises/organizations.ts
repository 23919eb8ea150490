import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const organizations: Exercise = {
  title: "organizations, their domains and IT contacts",
  async run({ workos }) {
    const acme = await workos.organizations.createOrganization({
      name: "Acme",
      domainData: [{ domain: "acme.test", state: "verified" as never }],
      externalId: "a-1",
      metadata: { plan: "team" },
    });
    expect(acme).toMatchObject({ name: "Acme", externalId: "a-1", metadata: { plan: "team" } });
    expect(await workos.organizations.getOrganization(acme.id)).toEqual(acme);
    expect(await workos.organizations.getOrganizationByExternalId("a-1")).toEqual(acme);
    const renamed = await workos.organizations.updateOrganization({ organization: acme.id, name: "Acme Two" });
    expect(renamed.name).toBe("Acme Two");

    for (let n = 0; n < 12; n++) await workos.organizations.createOrganization({ name: `Customer ${n}` });
    const page = await workos.organizations.listOrganizations({ domains: ["acme.test"] });
    expect(page.data.map(({ id }) => id)).toEqual([acme.id]);
    const all = await (await workos.organizations.listOrganizations()).autoPagination();
    expect(all).toHaveLength(13);

    const domain = await workos.organizationDomains.createOrganizationDomain({
      organizationId: acme.id,
      domain: "two.test",
    });
    expect((await workos.organizationDomains.getOrganizationDomain(domain.id)).state).toBe("pending");
    await workos.organizationDomains.verifyOrganizationDomain(domain.id);
    await workos.organizationDomains.deleteOrganizationDomain(domain.id);
    await expect(workos.organizationDomains.getOrganizationDomain(domain.id)).rejects.toThrow("not found");

    await workos.organizations.deleteOrganization(acme.id);
    await expect(workos.organizations.getOrganization(acme.id)).rejects.toMatchObject({ status: 404 });
  },
};
