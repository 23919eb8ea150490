import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const acme = {
  name: "Acme",
  domain_data: [{ domain: "acme.test", state: "verified" }],
  metadata: { plan: "team" },
  external_id: "a-1",
};

async function eventNames(api: ReturnType<typeof checkedMock>["api"]): Promise<string[]> {
  const { body } = await api("GET /events?limit=100");
  return body.data.map((event: { event: string }) => event.event);
}

describe("organizations", () => {
  it("creates one that is found again by id and by external id", async () => {
    const { api } = checkedMock();
    const created = await api("POST /organizations", acme);

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      name: "Acme",
      external_id: "a-1",
      domains: [{ domain: "acme.test", state: "verified" }],
    });
    expect((await api(`GET /organizations/${created.body.id}`)).body).toEqual(created.body);
    expect((await api("GET /organizations/external_id/a-1")).body).toEqual(created.body);
  });

  it("lists by domain in every array form, and by part of the name", async () => {
    const { api } = checkedMock();
    await api("POST /organizations", acme);
    await api("POST /organizations", { name: "Bluefern", domains: ["blue.test"] });
    await api("POST /organizations", { name: "Other" });
    const names = async (query: string) =>
      (await api(`GET /organizations?${query}`)).body.data.map((one: { name: string }) => one.name);

    expect(await names("domains=acme.test,blue.test")).toEqual(["Bluefern", "Acme"]);
    expect(await names("domains[]=acme.test&domains[]=blue.test")).toEqual(["Bluefern", "Acme"]);
    expect(await names("domains=acme.test&domains=BLUE.test")).toEqual(["Bluefern", "Acme"]);
    expect(await names("search=OTH")).toEqual(["Other"]);
  });

  it("merges metadata by key and clears it with null", async () => {
    const { api } = checkedMock();
    const { body } = await api("POST /organizations", acme);
    const update = async (metadata: unknown) =>
      (await api(`PUT /organizations/${body.id}`, { metadata })).body.metadata;

    expect(await update({ tier: "1" })).toEqual({ plan: "team", tier: "1" });
    expect(await update({ plan: null })).toEqual({ tier: "1" });
    expect(await update(null)).toEqual({});
  });

  it("replaces the set of domains on update", async () => {
    const { api } = checkedMock();
    const { body } = await api("POST /organizations", acme);

    const updated = await api(`PUT /organizations/${body.id}`, {
      domain_data: [{ domain: "new.test", state: "pending" }],
    });

    expect(updated.body.domains).toMatchObject([
      { domain: "new.test", state: "pending", verification_strategy: "dns" },
    ]);
  });

  it("tells of new domains as a change of the organization, whose event comes first and shows them", async () => {
    const { mock, api } = checkedMock();
    const { body } = await api("POST /organizations", acme);
    const seen = mock.events.names.length;

    await mock.clock.advance({ minutes: 1 });
    const updated = await api(`PUT /organizations/${body.id}`, {
      domain_data: [{ domain: "b.test", state: "verified" }],
    });
    await api(`PUT /organizations/${body.id}`, { domain_data: [{ domain: "B.test", state: "verified" }] });

    await api(`PUT /organizations/${body.id}`, { name: "Acme", allow_profiles_outside_organization: false });

    expect(mock.events.names.slice(seen)).toEqual([
      "organization.updated",
      "organization_domain.deleted",
      "organization_domain.created",
      "organization_domain.verified",
    ]);
    expect(mock.events.of("organization.updated")[0]?.data.domains).toMatchObject([{ domain: "b.test" }]);
    expect(updated.body.updated_at).toBe("2026-01-01T00:01:00.000Z");
  });

  it("verifies a domain it waits for when an update names it as verified, to the loss of others", async () => {
    const { mock, api } = checkedMock();
    const pending = [{ domain: "acme.test", state: "pending" }];
    const { body } = await api("POST /organizations", { name: "Acme", domain_data: pending });
    await api("POST /organizations", { name: "Slow", domain_data: pending });
    const seen = mock.events.names.length;

    const updated = await api(`PUT /organizations/${body.id}`, {
      domain_data: [{ domain: "acme.test", state: "verified" }],
    });

    expect(updated.body.domains).toMatchObject([
      { id: body.domains[0].id, state: "verified", verification_strategy: "manual" },
    ]);
    expect(mock.events.names.slice(seen)).toEqual([
      "organization.updated",
      "organization_domain.verified",
      "organization_domain.verification_failed",
    ]);
  });

  it("announces itself before those who lose a domain to it", async () => {
    const { mock, api } = checkedMock();
    await api("POST /organizations", { name: "Slow", domain_data: [{ domain: "acme.test", state: "pending" }] });
    const seen = mock.events.names.length;

    await api("POST /organizations", acme);

    expect(mock.events.names.slice(seen)).toEqual([
      "organization.created",
      "organization_domain.created",
      "organization_domain.verified",
      "organization_domain.verification_failed",
    ]);
  });

  it("refuses a domain that is named twice, and leaves nothing behind", async () => {
    const { api } = checkedMock();

    const refused = await api("POST /organizations", { name: "Acme", domains: ["acme.test", "ACME.test"] });

    expect(refused.status).toBe(422);
    expect((await api("GET /organizations")).body.data).toEqual([]);
  });

  it("refuses metadata that would grow beyond its limit", async () => {
    const { api } = checkedMock();
    const keys = (prefix: string) => Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`${prefix}${at}`, "x"]));
    const { body } = await api("POST /organizations", { name: "Acme", metadata: keys("a") });

    const refused = await api(`PUT /organizations/${body.id}`, { metadata: keys("b") });

    expect(refused).toMatchObject({ status: 400, body: { code: "invalid_metadata" } });
  });

  it.each([
    ["a missing name", {}, 422, { errors: [{ field: "name", code: "required" }] }],
    ["a name that is no text", { name: 7 }, 422, { errors: [{ field: "name", code: "invalid_type" }] }],
    ["a name of nothing", { name: "  " }, 422, { errors: [{ field: "name", code: "required" }] }],
    [
      "a domain that is none",
      { name: "B", domains: ["https://b.test/"] },
      422,
      { errors: [{ code: "invalid_domain" }] },
    ],
    ["an external id that is taken", { name: "B", external_id: "a-1" }, 400, { code: "external_id_already_used" }],
    ["bad metadata", { name: "B", metadata: { key: "x".repeat(601) } }, 400, { code: "invalid_metadata" }],
    ["a domain another organization has verified", { name: "B", domains: ["ACME.test"] }, 409, {}],
  ])("refuses %s", async (_, body, status, expected) => {
    const { api } = checkedMock();
    await api("POST /organizations", acme);

    const refused = await api("POST /organizations", body);

    expect(refused.status).toBe(status);
    expect(refused.body).toMatchObject({ message: expect.any(String), ...expected });
    expect((await api("GET /organizations")).body.data).toHaveLength(1);
  });

  it("deletes one with everything in it, children's events first", async () => {
    const { api } = checkedMock();
    const { body } = await api("POST /organizations", acme);

    expect((await api(`DELETE /organizations/${body.id}`)).status).toBe(202);

    expect((await api(`GET /organizations/${body.id}`)).body).toEqual({
      message: `Organization not found: '${body.id}'.`,
    });
    expect((await api(`GET /organization_domains/${body.domains[0].id}`)).status).toBe(404);
    expect(await eventNames(api)).toEqual([
      "organization.created",
      "organization_domain.created",
      "organization_domain.verified",
      "organization_domain.deleted",
      "organization.deleted",
    ]);
  });
});
