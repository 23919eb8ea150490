import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";
import { serve } from "../../server/serve.ts";

async function log() {
  const { mock, api } = checkedMock();
  const acme = mock.dashboard.organizations.create({ name: "Acme" });
  await mock.clock.advance({ hours: 1 });
  mock.dashboard.organizations.create({ name: "Blue", domains: ["blue.test"] });
  const names = async (query = "") =>
    (await api(`GET /events?${query}`)).body.data.map((one: { event: string }) => one.event);
  return { mock, api, acme, names };
}

describe("the event log", () => {
  it("is listed oldest first, and newest first on request", async () => {
    const { names } = await log();

    expect(await names()).toEqual([
      "organization.created",
      "organization.created",
      "organization_domain.created",
      "organization_domain.verified",
    ]);
    expect((await names("order=desc"))[0]).toBe("organization_domain.verified");
  });

  it.each([
    "events=organization_domain.created,organization_domain.verified",
    "events[]=organization_domain.created&events[]=organization_domain.verified",
    "events=organization_domain.created&events=organization_domain.verified",
  ])("is filtered by %s", async (query) => {
    const { names } = await log();

    expect(await names(query)).toEqual(["organization_domain.created", "organization_domain.verified"]);
  });

  it("tells the time of the mock's clock, by any door", async () => {
    const { mock, api } = await log();
    await using server = await serve(mock);
    const headers = { authorization: `Bearer ${mock.apiKey}` };

    const answers = [await api("GET /events"), await fetch(`${server.url}/events`, { headers })];

    expect(answers.map((answer) => answer.headers.get("date"))).toEqual(Array(2).fill("Thu, 01 Jan 2026 01:00:00 GMT"));
  });

  it("is polled with the last id", async () => {
    const { mock, api, names } = await log();
    const { data, list_metadata } = (await api("GET /events?limit=2")).body;
    expect(list_metadata).toEqual({ after: data[1].id });
    mock.dashboard.organizations.create({ name: "New" });

    expect(await names(`after=${data[1].id}`)).toEqual([
      "organization_domain.created",
      "organization_domain.verified",
      "organization.created",
    ]);
  });

  it("is narrowed by organization and by time", async () => {
    const { acme, names } = await log();

    expect(await names(`organization_id=${acme.id}`)).toEqual(["organization.created"]);
    expect(await names("range_end=2026-01-01T00:30:00Z")).toEqual(["organization.created"]);
    expect(await names("range_start=2026-01-01T00:30:00Z")).toHaveLength(3);
  });

  it("is narrowed to all that happens in an organization", async () => {
    const { mock, api, acme, names } = await log();
    const { dashboard } = mock;
    const user = dashboard.users.create({ email: "ada@acme.test" });
    const membership = dashboard.organizationMemberships.create({ user, organization: acme });
    dashboard.groups.create({ organization: acme, name: "Engineers", members: [membership.id] });
    const people = { groups: ["Engineers"], users: [{ email: "ada@acme.test", groups: ["Engineers"] }] };
    dashboard.directories.provision({ organization: acme, ...people });
    const { id: connection } = dashboard.connections.create({ organization: acme });
    dashboard.connections.requireCertificateRenewal({ id: connection });
    await api(`POST /organizations/${acme.id}/api_keys`, { name: "Key" });
    await api(`POST /user_management/magic_auth`, { email: "ada@acme.test" });

    expect(await names(`limit=100&organization_id=${acme.id}`)).toEqual([
      "organization.created",
      "organization_membership.created",
      "group.created",
      "group.member_added",
      "dsync.activated",
      "dsync.group.created",
      "dsync.user.created",
      "dsync.group.user_added",
      "connection.activated",
      "connection.saml_certificate_renewal_required",
      "api_key.created",
    ]);
    expect(await names(`events=group.member_added&organization_id=${acme.id}`)).toEqual(["group.member_added"]);
  });

  it("refuses unknown types, bad dates, and a start beside a cursor", async () => {
    const { api } = await log();

    expect((await api("GET /events?events=nope")).status).toBe(400);
    expect((await api("GET /events?range_start=never")).status).toBe(422);
    expect((await api("GET /events?range_start=2026-01-01T00:00:00Z&after=event_1")).status).toBe(422);
    expect((await api("GET /events?after=event_1")).status).toBe(422);
  });

  it("reaches back ninety days", async () => {
    const { mock, names } = await log();
    await mock.clock.advance({ days: 91 });

    expect(await names()).toEqual([]);
  });
});
