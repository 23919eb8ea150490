import { describe, expect, it } from "vitest";
import { type Api, checkedMock } from "../../../test/checked-mock.ts";

const people = {
  organization: "Acme",
  groups: ["Engineering", "Finance"],
  users: [
    { email: "ada@acme.test", first_name: "Ada", last_name: "Byron", groups: ["Engineering"] },
    { email: "bo@acme.test", groups: ["Engineering", "Finance"] },
  ],
};

function provisioned() {
  const { mock, api } = checkedMock();
  mock.dashboard.organizations.create({ name: "Acme", domains: ["acme.test"] });
  return { mock, api, ...mock.dashboard.directories.provision(people) };
}

async function events(api: Api): Promise<{ event: string; data: Record<string, unknown> }[]> {
  return (await api("GET /events?limit=100")).body.data.filter((one: { event: string }) =>
    one.event.startsWith("dsync."),
  );
}

describe("directory sync", () => {
  it("provisions groups and people with their events, in order", async () => {
    const { api, directory } = provisioned();

    const fetched = (await api(`GET /directories/${directory.id}`)).body;

    expect(fetched.metadata).toEqual({ users: { active: 2, inactive: 0 }, groups: 2 });
    expect((await events(api)).map(({ event }) => event)).toEqual([
      "dsync.activated",
      "dsync.group.created",
      "dsync.group.created",
      "dsync.user.created",
      "dsync.group.user_added",
      "dsync.user.created",
      "dsync.group.user_added",
      "dsync.group.user_added",
    ]);
  });

  it("lists people by directory, group and address, and groups by person", async () => {
    const { api, directory, groups, users } = provisioned();
    const emails = async (query: string) =>
      (await api(`GET /directory_users?${query}`)).body.data.map((user: { email: string }) => user.email);
    const [, finance] = groups;

    expect(await emails(`directory=${directory.id}&order=asc`)).toEqual(["ada@acme.test", "bo@acme.test"]);
    expect(await emails(`group=${finance?.id}`)).toEqual(["bo@acme.test"]);
    expect(await emails(`directory=${directory.id}&email=ADA@acme.test`)).toEqual(["ada@acme.test"]);
    const ofAda = (await api(`GET /directory_groups?user=${users[0]?.id}`)).body.data;
    expect(ofAda.map((group: { name: string }) => group.name)).toEqual(["Engineering"]);
  });

  it("moves a person between groups", async () => {
    const { mock, api } = provisioned();
    const before = (await events(api)).length;

    const ada = mock.dashboard.directories.updateUser({ user: "ada@acme.test", groups: ["Finance"] });

    expect(ada.groups.map(({ name }) => name)).toEqual(["Finance"]);
    expect((await events(api)).slice(before).map(({ event }) => event)).toEqual([
      "dsync.group.user_removed",
      "dsync.group.user_added",
    ]);
  });

  it("tells the old values of what changed", async () => {
    const { mock, api } = provisioned();

    mock.dashboard.directories.updateUser({ user: "ada@acme.test", last_name: "Lovelace" });

    const last = (await events(api)).at(-1);
    expect(last?.event).toBe("dsync.user.updated");
    expect(last?.data).toMatchObject({ last_name: "Lovelace", previous_attributes: { last_name: "Byron" } });
    expect(last?.data).not.toHaveProperty("groups");
  });

  it("lets a person leave, and removes her", async () => {
    const { mock, api, users } = provisioned();
    mock.dashboard.directories.deactivateUser({ user: "ada@acme.test" });
    expect((await api(`GET /directory_users/${users[0]?.id}`)).body).toMatchObject({ state: "inactive", groups: [] });

    mock.dashboard.directories.deleteUser({ user: "ada@acme.test" });

    expect((await api(`GET /directory_users/${users[0]?.id}`)).status).toBe(404);
    expect((await events(api)).slice(-3).map(({ event }) => event)).toEqual([
      "dsync.group.user_removed",
      "dsync.user.updated",
      "dsync.user.deleted",
    ]);
  });

  it("locks out a leaver whose membership it manages, and lets her in again", async () => {
    const { mock, api } = provisioned();
    const user = mock.dashboard.users.create({ email: "ADA@acme.test" });
    const managed = { user, organization: "Acme", directory_managed: true };
    const { id } = mock.dashboard.organizationMemberships.create(managed);
    mock.dashboard.sessions.create({ user, organization: "Acme" });
    const seen = mock.events.names.length;
    const status = async () => (await api(`GET /user_management/organization_memberships/${id}`)).body.status;

    mock.dashboard.directories.deactivateUser({ user: "ada@acme.test" });
    expect(await status()).toBe("inactive");
    mock.dashboard.directories.updateUser({ user: "ada@acme.test", state: "active" });
    expect(await status()).toBe("active");
    mock.dashboard.directories.deleteUser({ user: "ada@acme.test" });

    expect(await status()).toBeUndefined();
    expect(mock.events.names.slice(seen)).toEqual([
      "dsync.group.user_removed",
      "dsync.user.updated",
      "organization_membership.updated",
      "session.revoked",
      "dsync.user.updated",
      "organization_membership.updated",
      "dsync.user.deleted",
      "organization_membership.deleted",
    ]);
  });

  it("renames and removes groups, without a word of those who were in them", async () => {
    const { mock, api } = checkedMock();
    mock.dashboard.organizations.create({ name: "Acme" });
    const { directory } = mock.dashboard.directories.provision({
      organization: "Acme",
      groups: ["Engineering"],
      users: [{ email: "ada@acme.test", groups: ["Engineering"] }],
    });
    const at = mock.events.names.length;

    mock.dashboard.directories.updateGroup({ directory: directory.id, group: "Engineering", name: "R&D" });
    mock.dashboard.directories.deleteGroup({ directory: directory.id, group: "R&D" });

    expect(mock.events.names.slice(at)).toEqual(["dsync.group.updated", "dsync.group.deleted"]);
    expect((await api(`GET /directory_users?directory=${directory.id}`)).body.data).toMatchObject([{ groups: [] }]);
    const [renamed] = mock.events.of("dsync.group.updated");
    expect(renamed?.data).toMatchObject({ name: "R&D", previous_attributes: { name: "Engineering" } });
    expect((await api(`GET /directory_groups?directory=${directory.id}`)).body.data).toEqual([]);
  });

  it("leaves nobody behind whose groups are not known", async () => {
    const { mock, api, directory } = provisioned();

    const person = { email: "eve@acme.test", groups: ["Nobody"] };
    expect(() => mock.dashboard.directories.provision({ directory: directory.id, users: [person] })).toThrow();

    expect((await api(`GET /directory_users?directory=${directory.id}`)).body.data).toHaveLength(2);
  });

  it("tells of tokens that are made and revoked", () => {
    const { mock } = checkedMock();
    mock.dashboard.organizations.create({ name: "Acme" });
    const { id } = mock.dashboard.directories.create({ organization: "Acme" });

    mock.dashboard.directories.announceToken({ id });
    mock.dashboard.directories.announceToken({ id, isRevoked: true });

    expect(mock.events.names.slice(-2)).toEqual(["dsync.token.created", "dsync.token.revoked"]);
  });

  it("deletes a directory as a whole with one event", async () => {
    const { api, directory, users } = provisioned();
    const before = (await events(api)).length;

    expect((await api(`DELETE /directories/${directory.id}`)).status).toBe(202);

    const deleted = (await events(api)).slice(before);
    expect(deleted).toMatchObject([{ event: "dsync.deleted", data: { id: directory.id, state: "active" } }]);
    expect((await api(`GET /directory_users/${users[0]?.id}`)).status).toBe(404);
    expect((await api("GET /directories")).body.data).toEqual([]);
  });

  it.each(["directory_users", "directory_users?email=a@b.test", "directory_groups"])(
    "refuses to list %s without saying of what",
    async (path) => {
      const { api } = provisioned();

      expect((await api(`GET /${path}`)).status).toBe(422);
    },
  );

  it("is driven over HTTP as well", async () => {
    const { mock, api } = checkedMock();
    mock.dashboard.organizations.create({ name: "Acme" });

    const { status, body } = await api("POST /_mock/directories/provision", people);

    expect(status).toBe(200);
    expect(body.users).toHaveLength(2);
  });
});
