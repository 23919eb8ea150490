import type { DirectoryGroup, DirectoryGroupUpdated } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";
import { previousAttributes } from "../previous-attributes.ts";

export const directoryGroups = defineTable<DirectoryGroup>({
  name: "directory_groups",
  label: "Directory group",
  prefix: "directory_group",
  object: "directory_group",
  indexes: { directory_id: (row) => row.directory_id },
  unique: { idp_id: (row) => `${row.directory_id} ${row.idp_id}` },
  // Deleting a directory is a single event (facts: behaviours 8).
  parents: { directories: { index: "directory_id", isSilent: true } },
  events: { created: "dsync.group.created", updated: "dsync.group.updated", deleted: "dsync.group.deleted" },
  toEvent: (row, _, { before }): DirectoryGroupUpdated =>
    before ? { ...row, previous_attributes: previousAttributes(before, row) } : row,
});
