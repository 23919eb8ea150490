import type { Directory, DirectoryGroup, DirectoryUser, DirectoryUserWithGroups } from "../../generated/schemas.ts";
import { notFound } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { directoryGroups } from "../directory-groups/table.ts";
import { type DirectoryUserRow, directoryUsers, withoutGroups } from "../directory-users/table.ts";
import { findOrganization, type OrganizationRef } from "../organizations/table.ts";
import { activatedData, type DirectoryRow, directories } from "./table.ts";

/** What the dashboard makes a directory from. */
export interface DirectoryInput {
  readonly organization: OrganizationRef;
  /** @default the organization's name */
  readonly name?: string;
  /** @default "okta scim v2.0" */
  readonly type?: Directory["type"];
  /** @default "linked" */
  readonly state?: Directory["state"];
  readonly domain?: string;
  readonly id?: string;
}

/** A person the identity provider sends. Groups are named by name, id of the provider, or id. */
export type DirectoryUserInput = Partial<Omit<DirectoryUser, "object" | "directory_id" | "organization_id">> & {
  readonly groups?: readonly string[];
};

export type DirectoryGroupInput =
  | string
  | (Partial<Pick<DirectoryGroup, "id" | "idp_id" | "raw_attributes">> & { readonly name: string });

/** Sets up a directory, with `dsync.activated` once it is linked. */
export function createDirectory(world: World, input: DirectoryInput): DirectoryRow {
  const organization = findOrganization(world, input.organization);
  const row = world.insert(directories, {
    id: input.id,
    organization_id: organization.id,
    external_key: world.random.token(16),
    type: input.type ?? "okta scim v2.0",
    state: input.state ?? "linked",
    name: input.name ?? organization.name,
    domain: input.domain,
  });
  if (row.state === "linked") world.emit("dsync.activated", activatedData(world, row));
  return row;
}

export function createGroup(world: World, directory: DirectoryRow, input: DirectoryGroupInput): DirectoryGroup {
  const given = typeof input === "string" ? { name: input } : input;
  return world.insert(directoryGroups, {
    id: given.id,
    idp_id: given.idp_id ?? world.random.token(15),
    directory_id: directory.id,
    organization_id: directory.organization_id,
    name: given.name,
    raw_attributes: given.raw_attributes ?? {},
  });
}

export function createUser(world: World, directory: DirectoryRow, input: DirectoryUserInput): DirectoryUserWithGroups {
  const { groups = [], ...fields } = input;
  // Before the first write: a group that is not known must not leave a person behind.
  const groupIds = groups.map((name) => findGroup(world, directory.id, name).id);
  const row = world.insert(directoryUsers, {
    ...fields,
    directory_id: directory.id,
    organization_id: directory.organization_id,
    idp_id: fields.idp_id ?? world.random.token(15),
    email: fields.email ?? null,
    first_name: fields.first_name ?? null,
    last_name: fields.last_name ?? null,
    name: fields.name ?? ([fields.first_name, fields.last_name].filter(Boolean).join(" ") || null),
    state: fields.state ?? "active",
    // Empty by default since April 2026 (facts: behaviours 8).
    raw_attributes: fields.raw_attributes ?? {},
    custom_attributes: fields.custom_attributes ?? {},
    group_ids: [],
  });
  setGroups(world, row, groupIds);
  return world.present(directoryUsers, world.get(directoryUsers, row.id));
}

/** Makes a person's groups exactly these, with an event for each that comes or goes. */
export function setGroups(world: World, row: DirectoryUserRow, groupIds: readonly string[]): void {
  const kept = { updated_at: row.updated_at, group_ids: [...new Set(groupIds)] };
  const user = world.update(directoryUsers, row.id, kept, { isSilent: true });
  const membership = (id: string) => ({
    directory_id: row.directory_id,
    user: withoutGroups(user),
    group: world.get(directoryGroups, id),
  });
  for (const id of row.group_ids) if (!groupIds.includes(id)) world.emit("dsync.group.user_removed", membership(id));
  for (const id of kept.group_ids)
    if (!row.group_ids.includes(id)) world.emit("dsync.group.user_added", membership(id));
}

export function findGroup(world: World, directoryId: string, name: string): DirectoryGroup {
  const own = world.rows(directoryGroups, { where: { directory_id: directoryId } });
  const found = own.find((group) => group.id === name || group.name === name || group.idp_id === name);
  if (!found) throw notFound("Directory group", name);
  return found;
}

/** A person by id, e-mail address or id at the provider. */
export function findUser(world: World, name: string, directoryId?: string): DirectoryUserRow {
  const byId = world.find(directoryUsers, name);
  if (byId) return byId;
  const where = { email: name.toLowerCase(), directory_id: directoryId };
  const [byEmail] = world.rows(directoryUsers, { where });
  const found = byEmail ?? world.rows(directoryUsers, { where: { idp_id: name, directory_id: directoryId } })[0];
  if (!found) throw notFound("Directory user", name);
  return found;
}
