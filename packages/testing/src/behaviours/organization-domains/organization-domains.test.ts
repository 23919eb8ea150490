import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

function twoOrganizations() {
  const { mock, api } = checkedMock();
  const [acme, blue] = ["Acme", "Blue"].map((name) => mock.dashboard.organizations.create({ name }).id);
  const add = async (organization_id = "", domain = "acme.test") =>
    (await api("POST /organization_domains", { organization_id, domain })).body;
  const stateOf = async (id: string) => (await api(`GET /organization_domains/${id}`)).body.state;
  const later = () => mock.events.names.slice(2);
  return { mock, api, acme, blue, add, stateOf, later };
}

describe("organization domains", () => {
  it("wait for their record, and are verified once it is found", async () => {
    const { mock, acme, add, stateOf, later } = twoOrganizations();

    const domain = await add(acme);
    expect(domain).toMatchObject({ state: "pending", verification_strategy: "dns", organization_id: acme });
    expect(domain.verification_token).toMatch(/^\w+$/);
    mock.dashboard.organizationDomains.verify({ id: domain.id });

    expect(await stateOf(domain.id)).toBe("verified");
    expect(later()).toEqual(["organization_domain.created", "organization_domain.verified"]);
  });

  it("fail after thirty days, and may be tried again", async () => {
    const { mock, api, acme, add, stateOf, later } = twoOrganizations();
    const { id } = await add(acme);

    await mock.clock.advance({ days: 29 });
    expect(await stateOf(id)).toBe("pending");
    await mock.clock.advance({ days: 1 });
    expect(await stateOf(id)).toBe("failed");
    const again = await api(`POST /organization_domains/${id}/verify`);

    expect(again.body.state).toBe("pending");
    expect(later()).toEqual([
      "organization_domain.created",
      "organization_domain.verification_failed",
      "organization_domain.updated",
    ]);
    await mock.clock.advance({ days: 30 });
    expect(await stateOf(id)).toBe("failed");
  });

  it("go to the first organization that proves them", async () => {
    const { mock, acme, blue, add, stateOf } = twoOrganizations();
    const [first, second] = [await add(acme), await add(blue, "ACME.test")];

    mock.dashboard.organizationDomains.verify({ id: second.id });

    expect(await stateOf(first.id)).toBe("failed");
    const [lost] = mock.events.of("organization_domain.verification_failed");
    expect(lost?.data).toMatchObject({
      reason: "domain_verified_by_other_organization",
      organization_domain: { id: first.id },
    });
  });

  it.each(["", "acme", "ada@acme.test", "https://acme.test", "acme.test."])(
    "must be host names, which %j is not",
    async (domain) => {
      const { api, acme } = twoOrganizations();

      const refused = await api("POST /organization_domains", { organization_id: acme, domain });

      expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: "domain" }] } });
    },
  );

  it("are not asked about anew while the record is awaited anyway", async () => {
    const { api, acme, add, later } = twoOrganizations();
    const { id } = await add(acme);

    expect((await api(`POST /organization_domains/${id}/verify`)).status).toBe(201);

    expect(later()).toEqual(["organization_domain.created"]);
  });
});
