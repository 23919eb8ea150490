import * as api from "@workos-kit/client/operations";
import { expect } from "vitest";
import type { Exercise } from "./exercise.ts";

export const directories: Exercise = {
  title: "directories with their people and groups; connections",
  async run({ mock, client }) {
    const organization = mock.dashboard.organizations.create({ name: "Acme", domains: ["acme.test"] });
    const { directory, groups, users } = mock.dashboard.directories.provision({
      organization: organization.id,
      groups: [{ name: "Engineering" }],
      users: [{ email: "ada@acme.test", groups: ["Engineering"] }, { email: "joan@acme.test" }],
    });
    const [group, person] = [groups[0]?.id ?? "", users[0]?.id ?? ""];
    expect(await api.listDirectories(client, { organization_id: organization.id }).collect()).toHaveLength(1);
    expect((await api.getDirectory(client, { id: directory.id })).name).toBe(directory.name);
    expect(await api.listDirectoryUsers(client, { directory: directory.id }).collect()).toHaveLength(2);
    expect(await api.listDirectoryUsers(client, { group }).collect()).toHaveLength(1);
    expect((await api.getDirectoryUser(client, { id: person })).groups).toMatchObject([{ name: "Engineering" }]);
    expect(await api.listDirectoryGroups(client, { user: person }).collect()).toHaveLength(1);
    expect((await api.getDirectoryGroup(client, { id: group })).name).toBe("Engineering");
    await api.deleteDirectory(client, { id: directory.id });
    expect(await api.listDirectories(client).collect()).toEqual([]);

    const connection = mock.dashboard.connections.create({ organization, type: "OktaSAML" });
    expect(await api.listConnections(client, { organization_id: organization.id }).collect()).toHaveLength(1);
    expect((await api.getConnection(client, { id: connection.id })).connection_type).toBe("OktaSAML");
    await api.deleteConnection(client, { id: connection.id });
    expect(await api.listConnections(client).collect()).toEqual([]);
  },
};
