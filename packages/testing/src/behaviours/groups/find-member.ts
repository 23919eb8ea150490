import { notFound } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { membershipOf } from "../organization-memberships/rules.ts";
import { type MembershipRow, organizationMemberships } from "../organization-memberships/table.ts";
import { findUser, type UserRef } from "../users/find-user.ts";
import { type GroupRow, groups } from "./table.ts";

/** Names a group in a dashboard function: its id or name, or the object itself. */
export type GroupRef = string | { readonly id: string };

/** A member of an organization in a dashboard function: by the membership's id, or as any name of the user. */
export function findMember(world: World, organizationId: string, ref: UserRef): MembershipRow {
  const text = typeof ref === "string" ? ref : ref.id;
  const known = world.find(organizationMemberships, text);
  if (known) return known;
  const membership = membershipOf(world, findUser(world, ref).id, organizationId);
  if (!membership) throw notFound(organizationMemberships.label, text);
  return membership;
}

/** @throws a 404 when no group is meant by the name. */
export function findGroup(world: World, ref: GroupRef): GroupRow {
  const text = typeof ref === "string" ? ref : ref.id;
  const found = world.find(groups, text) ?? world.rows(groups, { filter: (row) => row.name === text })[0];
  if (!found) throw notFound(groups.label, text);
  return found;
}
