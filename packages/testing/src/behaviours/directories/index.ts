import type { Directory, DirectoryGroup, DirectoryUserWithGroups } from "../../generated/schemas.ts";
import { reply } from "../../handlers/message.ts";
import { defineResource } from "../behaviour.ts";
import { directoryGroups } from "../directory-groups/table.ts";
import { directoryUsers } from "../directory-users/table.ts";
import { followRemoval, followState } from "./managed-membership.ts";
import {
  createDirectory,
  createGroup,
  createUser,
  type DirectoryGroupInput,
  type DirectoryInput,
  type DirectoryUserInput,
  findGroup,
  findUser,
  setGroups,
} from "./provision.ts";
import { activatedData, directories } from "./table.ts";

/** A directory with everyone in it; `directory` names one that exists already. */
export type ProvisionInput = (DirectoryInput | { readonly directory: string }) & {
  readonly groups?: readonly DirectoryGroupInput[];
  readonly users?: readonly DirectoryUserInput[];
};

/** Names a person by id, e-mail address or id at the provider; the directory is needed when several know her. */
export interface UserRef {
  readonly user: string;
  readonly directory?: string;
}

export const directoriesResource = defineResource({
  tables: [directories],
  behaviours: {
    listDirectories: ({ world, query }) => {
      const search = query.search?.toLowerCase();
      return world.list(directories, query, {
        where: { organization_id: query.organization_id, domain: query.domain?.toLowerCase() },
        ...(search !== undefined && { filter: (row) => row.name.toLowerCase().includes(search) }),
      });
    },
    getDirectory: ({ world, path }) => world.present(directories, world.get(directories, path.id)),
    deleteDirectory: ({ world, path }) => {
      world.remove(directories, path.id);
      return reply(202);
    },
  },
  dashboard: (world) => ({
    create: (input: DirectoryInput): Directory => world.present(directories, createDirectory(world, input)),
    /** Sends groups and people as an identity provider does: the directory is made if need be, then all its events. */
    provision(input: ProvisionInput): {
      directory: Directory;
      groups: DirectoryGroup[];
      users: DirectoryUserWithGroups[];
    } {
      const row = "directory" in input ? world.get(directories, input.directory) : createDirectory(world, input);
      const groups = (input.groups ?? []).map((group) => createGroup(world, row, group));
      const users = (input.users ?? []).map((user) => createUser(world, row, user));
      return { directory: world.present(directories, row), groups, users };
    },
    /** Changes a person; given groups become her whole set. */
    updateUser({ user, directory, groups, ...changes }: UserRef & DirectoryUserInput): DirectoryUserWithGroups {
      const row = findUser(world, user, directory);
      const ids = groups?.map((name) => findGroup(world, row.directory_id, name).id);
      const updated = world.update(directoryUsers, row.id, changes);
      if (ids) setGroups(world, updated, ids);
      if (updated.state !== row.state) followState(world, updated);
      return world.present(directoryUsers, world.get(directoryUsers, row.id));
    },
    /** A leaver: the person becomes inactive and is out of all groups. */
    deactivateUser({ user, directory }: UserRef): DirectoryUserWithGroups {
      const row = findUser(world, user, directory);
      setGroups(world, row, []);
      followState(world, world.update(directoryUsers, row.id, { state: "inactive" }));
      return world.present(directoryUsers, world.get(directoryUsers, row.id));
    },
    /** Removes a person, out of her groups first. */
    deleteUser({ user, directory }: UserRef): void {
      const row = findUser(world, user, directory);
      setGroups(world, row, []);
      world.remove(directoryUsers, row.id);
      followRemoval(world, row);
    },
    updateGroup({
      directory,
      group,
      name,
    }: {
      readonly directory: string;
      readonly group: string;
      readonly name: string;
    }): DirectoryGroup {
      return world.update(directoryGroups, findGroup(world, directory, group).id, { name });
    },
    /** Removes a group; that everyone is out of it has no events of its own (facts: events). */
    deleteGroup({ directory, group }: { readonly directory: string; readonly group: string }): void {
      const { id } = findGroup(world, directory, group);
      for (const { id: user, group_ids, updated_at } of world.rows(directoryUsers, { where: { group_id: id } })) {
        const left = { group_ids: group_ids.filter((other) => other !== id), updated_at };
        world.update(directoryUsers, user, left, { isSilent: true });
      }
      world.remove(directoryGroups, id);
    },
    setState({ id, state }: { readonly id: string; readonly state: Directory["state"] }): Directory {
      const before = world.get(directories, id);
      const row = world.update(directories, id, { state });
      if (before.state !== row.state && row.state === "linked")
        world.emit("dsync.activated", activatedData(world, row));
      return world.present(directories, row);
    },
    /** Makes or revokes the token the provider signs in with; only its events show. */
    announceToken({ id, isRevoked = false }: { readonly id: string; readonly isRevoked?: boolean }): void {
      const { organization_id } = world.get(directories, id);
      world.emit(isRevoked ? "dsync.token.revoked" : "dsync.token.created", {
        object: "directory_token",
        id: world.newId("directory_token"),
        directory_id: id,
        organization_id,
        token_suffix: world.random.token(4),
        created_at: world.clock.iso(),
      });
    },
  }),
});
