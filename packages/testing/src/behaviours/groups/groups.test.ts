import { describe, expect, it } from "vitest";
import { sampleOrganization } from "../access-checks/sample-organization.ts";

function sample() {
  const world = sampleOrganization();
  const base = `/organizations/${world.organization.id}/groups`;
  const create = async (more: object = {}) => (await world.api(`POST ${base}`, { name: "Finance", ...more })).body;
  const add = (group: { id: string }, organization_membership_id: string) =>
    world.api(`POST ${base}/${group.id}/organization-memberships`, { organization_membership_id });
  const names = async () => {
    const { body } = await world.api("GET /events?limit=100");
    return body.data
      .map((event: { event: string }) => event.event)
      .filter((name: string) => name.startsWith("group") || name === "organization_membership.deleted");
  };
  return { ...world, base, create, add, names };
}

describe("groups", () => {
  it("makes, shows, pages, changes and deletes", async () => {
    const { mock, api, organization, base, names } = sample();
    const created = await api(`POST ${base}`, { name: "Finance", description: "Money" });
    await api(`POST ${base}`, { name: "Finance" });
    await mock.clock.advance({ minutes: 1 });

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ organization_id: organization.id, description: "Money" });
    const one = `${base}/${created.body.id}`;
    expect((await api(`GET ${one}`)).body).toEqual(created.body);
    expect((await api(`GET ${base}?limit=1&order=asc`)).body.data).toEqual([created.body]);
    const changed = await api(`PATCH ${one}`, { description: null });
    expect(changed.body).toMatchObject({ name: "Finance", description: null, updated_at: "2026-01-01T00:01:00.000Z" });
    await api(`PATCH ${one}`, { name: "Finance" });
    expect((await api(`DELETE ${one}`)).status).toBe(204);
    expect((await api(`GET ${one}`)).status).toBe(404);
    expect(await names()).toEqual(["group.created", "group.created", "group.updated", "group.deleted"]);
  });

  it("takes members in once, shows them without roles, and lets them go", async () => {
    const { api, base, ada, bob, create, add, names } = sample();
    const group = await create();
    const members = `${base}/${group.id}/organization-memberships`;

    expect((await add(group, ada)).body).toEqual(group);
    await add(group, ada);
    await add(group, bob);
    const { body } = await api(`GET ${members}`);
    expect(body.data.map((one: { id: string }) => one.id)).toEqual([bob, ada]);
    expect(Object.keys(body.data[0])).not.toContain("user");
    const page = await api(`GET ${members}?limit=1`);
    expect((await api(`GET ${members}?after=${page.body.list_metadata.after}`)).body.data[0].id).toBe(ada);
    expect((await api(`DELETE ${members}/${ada}`)).status).toBe(204);
    expect((await api(`DELETE ${members}/${ada}`)).status).toBe(404);
    expect((await api(`GET ${members}`)).body.data).toHaveLength(1);
    const added = "group.member_added";
    expect(await names()).toEqual(["group.created", added, added, "group.member_removed"]);
  });

  it("loses members with their memberships, and says nothing of members when it goes itself", async () => {
    const { api, base, ada, bob, create, add, names } = sample();
    const group = await create();
    await add(group, ada);
    await add(group, bob);

    await api(`DELETE /user_management/organization_memberships/${ada}`);
    await api(`DELETE ${base}/${group.id}`);

    const added = "group.member_added";
    expect(await names()).toEqual([
      ...["group.created", added, added],
      ...["group.member_removed", "organization_membership.deleted", "group.deleted"],
    ]);
  });

  it("is full at the limit the dashboard sets", async () => {
    const { mock, ada, bob, create, add } = sample();
    const group = await create();
    mock.dashboard.groups.limitMembers({ limit: 1 });
    await add(group, ada);

    const refused = await add(group, bob);

    expect([refused.status, refused.body.code]).toEqual([400, "group_membership_limit_exceeded"]);
    expect((await add(group, ada)).status).toBe(200);
    mock.dashboard.groups.limitMembers({ limit: null });
    expect((await add(group, bob)).status).toBe(200);
  });

  it("refuses what is not there, not told, or another organization's", async () => {
    const { api, base, other, ada, stranger, create, add } = sample();
    const group = await create();
    const outcome = async (request: string, body?: unknown) => {
      const answer = await api(request, body);
      return answer.body?.code ? `${answer.status} ${answer.body.code}` : answer.status;
    };
    const elsewhere = `/organizations/${other.id}/groups`;

    expect(await outcome(`POST ${base}`, { name: " " })).toBe("400 bad_request");
    expect((await api(`POST ${base}`, {})).status).toBe(422);
    expect((await api(`POST ${base}`, { name: "x".repeat(257) })).status).toBe(422);
    expect(await outcome("POST /organizations/org_no/groups", { name: "A" })).toBe(404);
    expect(await outcome("GET /organizations/org_no/groups")).toBe(404);
    expect(await outcome(`PATCH ${base}/${group.id}`, { name: "" })).toBe("400 bad_request");
    expect((await api(`PATCH ${base}/${group.id}`, { name: 1 })).status).toBe(422);
    for (const method of ["GET", "PATCH", "DELETE"])
      for (const path of [`${base}/group_no`, `${elsewhere}/${group.id}`])
        expect(await outcome(`${method} ${path}`, method === "PATCH" ? {} : undefined)).toBe(404);
    expect((await add(group, stranger)).status).toBe(404);
    expect((await add(group, "om_no")).status).toBe(404);
    expect((await add({ id: "group_no" }, ada)).status).toBe(404);
    expect((await api(`POST ${base}/${group.id}/organization-memberships`, {})).status).toBe(422);
    expect(await outcome(`GET ${base}/group_no/organization-memberships`)).toBe(404);
    expect(await outcome(`DELETE ${base}/${group.id}/organization-memberships/om_no`)).toBe(404);
  });

  it("is seeded with members and an id of one's own", async () => {
    const { mock, api, base, ada } = sample();

    mock.dashboard.groups.create({ id: "group_own", organization: "Acme", name: "Own", members: [ada] });

    expect((await api(`GET ${base}/group_own/organization-memberships`)).body.data).toMatchObject([{ id: ada }]);
  });
});
