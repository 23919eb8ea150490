import { notFound } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { type UserRow, users } from "./table.ts";

/** Names a user in a dashboard function: id, e-mail address or external id, or the object itself. */
export type UserRef = string | { readonly id: string };

/** @throws a 404 when nobody is meant by the name. */
export function findUser(world: World, ref: UserRef): UserRow {
  const text = typeof ref === "string" ? ref : ref.id;
  const found = world.find(users, text) ?? userByEmail(world, text) ?? world.findBy(users, "external_id", text);
  if (!found) throw notFound("User", text);
  return found;
}

/** The user with an address, which is compared without case. */
export function userByEmail(world: World, email: string): UserRow | undefined {
  return world.findBy(users, "email", email.toLowerCase());
}
