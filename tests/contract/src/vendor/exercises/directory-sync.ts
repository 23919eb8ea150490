import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const directorySync: Exercise = {
  title: "directories, their people and groups",
  async run({ mock, workos }) {
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const { directory, groups, users } = mock.dashboard.directories.provision({
      organization: organization.id,
      groups: [{ name: "Engineering" }],
      users: [{ email: "ada@acme.test", groups: ["Engineering"] }, { email: "joan@acme.test" }],
    });

    const listed = await workos.directorySync.listDirectories({ organizationId: organization.id });
    expect(listed.data.map(({ id }) => id)).toEqual([directory.id]);
    expect((await workos.directorySync.getDirectory(directory.id)).name).toBe(directory.name);
    const people = await workos.directorySync.listUsers({ directory: directory.id });
    expect(people.data.map(({ email }) => email).sort()).toEqual(["ada@acme.test", "joan@acme.test"]);
    const engineers = await workos.directorySync.listUsers({ group: groups[0]?.id ?? "" });
    expect(engineers.data).toHaveLength(1);
    expect((await workos.directorySync.getUser(users[0]?.id ?? "")).groups?.[0]?.name).toBe("Engineering");
    expect((await workos.directorySync.listGroups({ directory: directory.id })).data).toHaveLength(1);
    expect((await workos.directorySync.getGroup(groups[0]?.id ?? "")).name).toBe("Engineering");

    await workos.directorySync.deleteDirectory(directory.id);
    expect((await workos.directorySync.listDirectories({ organizationId: organization.id })).data).toEqual([]);
  },
};
