import type { DirectoryUser, DirectoryUserUpdated, DirectoryUserWithGroups } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";
import { directoryGroups } from "../directory-groups/table.ts";
import { previousAttributes } from "../previous-attributes.ts";

/** A person in a directory as stored, with the groups she is in. */
export type DirectoryUserRow = DirectoryUser & { readonly group_ids: readonly string[] };

export const directoryUsers = defineTable<DirectoryUserRow, DirectoryUserWithGroups>({
  name: "directory_users",
  label: "Directory user",
  prefix: "directory_user",
  object: "directory_user",
  indexes: {
    directory_id: (row) => row.directory_id,
    group_id: (row) => row.group_ids,
    email: (row) => row.email?.toLowerCase(),
    idp_id: (row) => row.idp_id,
  },
  unique: { idp_id: (row) => `${row.directory_id} ${row.idp_id}` },
  parents: { directories: { index: "directory_id", isSilent: true } },
  events: { created: "dsync.user.created", updated: "dsync.user.updated", deleted: "dsync.user.deleted" },
  present: (row, world) => ({ ...withoutGroups(row), groups: groupsOf(world, row) }),
  fromEvent: (fields, known) => ({ ...fields, group_ids: known?.group_ids ?? [] }),
  toEvent: (row, _, { before }): DirectoryUserUpdated =>
    before
      ? { ...withoutGroups(row), previous_attributes: previousAttributes(before, row, ["group_ids"]) }
      : withoutGroups(row),
});

/** The form events use: without groups, since the vendor took them out. */
export function withoutGroups({ group_ids: _, ...user }: DirectoryUserRow): DirectoryUser {
  return user;
}

function groupsOf(world: World, row: DirectoryUserRow): DirectoryUserWithGroups["groups"] {
  return row.group_ids.map((id) => world.find(directoryGroups, id)).filter((group) => group !== undefined);
}
