import type { Directory, EventDirectory, EventDirectoryDeleted } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";
import { directoryGroups } from "../directory-groups/table.ts";
import { directoryUsers } from "../directory-users/table.ts";
import { organizationDomains } from "../organization-domains/table.ts";

/** A directory as stored; the counts follow from its people and groups. */
export type DirectoryRow = Omit<Directory, "metadata">;

export const directories = defineTable<DirectoryRow, Directory>({
  name: "directories",
  label: "Directory",
  prefix: "directory",
  object: "directory",
  indexes: { organization_id: (row) => row.organization_id, domain: (row) => row.domain?.toLowerCase() },
  parents: { organizations: "organization_id" },
  events: { deleted: "dsync.deleted" },
  present: presentDirectory,
  fromEvent: ({ domains: _, state, ...fields }) => ({
    external_key: "",
    ...fields,
    state: state === "active" ? "linked" : state === "inactive" ? "unlinked" : String(state),
  }),
  toEvent: deletedData,
});

function presentDirectory(row: DirectoryRow, world: World): Directory {
  const users = world.rows(directoryUsers, { where: { directory_id: row.id } });
  const active = users.filter((user) => user.state === "active").length;
  const groups = world.rows(directoryGroups, { where: { directory_id: row.id } }).length;
  const { created_at, updated_at, ...head } = row;
  return { ...head, metadata: { users: { active, inactive: users.length - active }, groups }, created_at, updated_at };
}

/** Events speak of active and inactive where the API says linked and unlinked (facts: contradictions). */
function eventState(state: DirectoryRow["state"]): EventDirectory["state"] {
  if (state === "linked") return "active";
  return state === "unlinked" ? "inactive" : state;
}

/** The data of `dsync.deleted`; its state is the one before (facts: events). */
function deletedData(row: DirectoryRow): EventDirectoryDeleted {
  const { object, id, organization_id, type, name, created_at, updated_at } = row;
  return { object, id, organization_id, type, state: eventState(row.state), name, created_at, updated_at };
}

/** The data of `dsync.activated`. */
export function activatedData(world: World, row: DirectoryRow): EventDirectory {
  const domains = world.rows(organizationDomains, { where: { organization_id: row.organization_id } });
  return {
    ...deletedData(row),
    external_key: row.external_key,
    domains: domains.map(({ object, id, domain }) => ({ object, id, domain })),
  };
}
