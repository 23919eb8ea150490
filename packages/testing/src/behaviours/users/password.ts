import { isReadableHash, matchesImportedHash } from "../../crypto/imported-hash.ts";
import { passwordDigest } from "../../crypto/password-digest.ts";
import type { UserCreate } from "../../generated/schemas.ts";
import { invalid, refused } from "../../problem.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { type UserRow, users } from "./table.ts";

type PasswordInput = Pick<UserCreate, "password" | "password_hash" | "password_hash_type" | "password_salt_position">;
type PasswordFields = Pick<
  UserRow,
  "password_digest" | "password_hash" | "password_hash_type" | "password_salt_position"
>;

/** Refuses what does not go together. */
export function refuseMixedPassword(input: PasswordInput): void {
  const { password, password_hash: hash, password_hash_type: type, password_salt_position: position } = input;
  if (password && hash)
    throw refused(400, "password_and_password_hash_provided", "Give either password or password_hash.");
  if (password && type)
    throw refused(400, "password_and_password_hash_type_provided", "A password takes no password_hash_type.");
  if (position && !hash)
    throw refused(400, "password_salt_position_requires_password_hash", "password_salt_position needs a hash.");
}

/** What to store of a password or hash. */
export function passwordFields(world: World, id: string, input: PasswordInput): Partial<PasswordFields> {
  const { password, password_hash: hash, password_hash_type: type, password_salt_position: position } = input;
  refuseMixedPassword(input);
  if (hash) return hashFields(hash, type, position);
  if (password === undefined || password === null) return {};
  const weaknesses = weaknessesOf(world, password);
  if (weaknesses.length > 0)
    throw refused(400, "password_strength_error", "The password is too weak.", { errors: weaknesses });
  return newPassword(id, password);
}

function hashFields(
  hash: string,
  type: UserCreate["password_hash_type"],
  position: "prefix" | "suffix" | undefined,
): Partial<PasswordFields> {
  if (!type) throw invalid([{ field: "password_hash_type", code: "required" }]);
  if (!isReadableHash({ type, value: hash }))
    throw refused(400, "invalid_password_hash", `The password hash is not one of type ${type}.`);
  return {
    // Empty counts as none: a patch cannot take a field away.
    password_digest: "",
    password_hash: hash,
    password_hash_type: type,
    ...(position && { password_salt_position: position }),
  };
}

export function newPassword(userId: string, password: string): Partial<PasswordFields> {
  return { password_digest: passwordDigest(password, userId), password_hash: "" };
}

/** What is wrong with a password. Rules are set per environment; ten characters are a guess (facts: behaviours 10). */
export function weaknessesOf(world: World, password: string): { code: string; message: string }[] {
  const { password_min_length: least } = world.read(settings);
  if (password.length >= least) return [];
  return [{ code: "password_too_short", message: `The password must have at least ${least} characters.` }];
}

/**
 * Whether a password is the user's. Of a hash that the platform cannot compute, the first password tried is believed
 * and kept: an import that works is what a test is after.
 */
export async function isPasswordOf(world: World, user: UserRow, password: string): Promise<boolean> {
  if (user.password_digest) return passwordDigest(password, user.id) === user.password_digest;
  if (!user.password_hash || !user.password_hash_type) return false;
  const { password_hash: value, password_hash_type: type, password_salt_position: saltPosition } = user;
  const matches = await matchesImportedHash({ type, value, ...(saltPosition && { saltPosition }) }, password);
  if (matches === false) return false;
  const patch = { ...newPassword(user.id, password), updated_at: user.updated_at };
  world.update(users, user.id, patch, { isSilent: true });
  return true;
}
