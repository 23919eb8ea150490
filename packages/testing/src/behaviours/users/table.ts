import type { User, UserIdentity } from "../../generated/schemas.ts";
import { refused } from "../../problem.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";

/** A user as stored. */
export interface UserRow extends User {
  readonly password_digest?: string;
  /** A hash taken over from another system; replaced by a digest at the first sign-in that proves it. */
  readonly password_hash?: string;
  readonly password_hash_type?: string;
  readonly password_salt_position?: "prefix" | "suffix";
}

export const users = defineTable<UserRow, User>({
  name: "users",
  label: "User",
  prefix: "user",
  object: "user",
  indexes: { email: (row) => row.email.toLowerCase() },
  unique: { email: (row) => row.email.toLowerCase(), external_id: (row) => row.external_id },
  events: { created: "user.created", updated: "user.updated", deleted: "user.deleted" },
  present: presentUser,
  clash: (unique) =>
    unique === "email"
      ? refused(400, "email_not_available", "Another user has this e-mail address.")
      : refused(400, "external_id_already_used", "Another user has this external_id."),
});

function presentUser(row: UserRow): User {
  const { password_digest, password_hash, password_hash_type, password_salt_position, ...user } = row;
  // Inferred: a user who was given no name in full goes by first and last name.
  const joined = [user.first_name, user.last_name].filter(Boolean).join(" ");
  return { ...user, name: user.name ?? (joined || null) };
}

/** A login at a social provider. SSO leaves none (facts: behaviours 10). */
export interface IdentityRow extends UserIdentity, BaseRow {
  readonly user_id: string;
}

export const userIdentities = defineTable<IdentityRow, UserIdentity>({
  name: "user_identities",
  label: "Identity",
  prefix: "identity",
  isImmutable: true,
  indexes: { user_id: (row) => row.user_id },
  unique: { login: (row) => `${row.provider} ${row.idp_id}` },
  parents: { users: { index: "user_id", isSilent: true } },
  present: ({ idp_id, type, provider }) => ({ idp_id, type, provider }),
});
