import type { User, UserCreate, UserUpdate } from "../../generated/schemas.ts";
import { refused } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { awaitMembership, pendingInvitations } from "../invitations/pending.ts";
import { mergeMetadata } from "../metadata.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { revokeSessions } from "../sessions/rules.ts";
import { userByEmail } from "./find-user.ts";
import { retireMailed } from "./moved-address.ts";
import { passwordFields } from "./password.ts";
import { type UserRow, userIdentities, users } from "./table.ts";

/** What the dashboard makes a user from: the API's body, and what the API does not let one say. */
export interface UserInput extends UserCreate {
  /** @default a new id */
  readonly id?: string;
  readonly profile_picture_url?: string | null;
  readonly locale?: string | null;
  readonly last_sign_in_at?: string | null;
  /** Logins at social providers. */
  readonly identities?: readonly { readonly provider: string; readonly idp_id: string }[];
}

export function createUser(world: World, input: UserInput): UserRow {
  const id = input.id ?? world.newId(users.prefix);
  const password = passwordFields(world, id, input);
  refuseTaken(world, input);
  const row = world.insert(users, {
    id,
    email: input.email,
    email_verified: input.email_verified ?? false,
    first_name: input.first_name ?? null,
    last_name: input.last_name ?? null,
    name: input.name ?? null,
    profile_picture_url: input.profile_picture_url ?? null,
    external_id: input.external_id ?? null,
    metadata: mergeMetadata({}, input.metadata),
    last_sign_in_at: input.last_sign_in_at ?? null,
    locale: input.locale ?? null,
    ...password,
  });
  for (const { provider, idp_id } of input.identities ?? [])
    world.insert(userIdentities, { user_id: id, type: "OAuth", provider, idp_id });
  for (const invitation of pendingInvitations(world, input.email)) awaitMembership(world, id, invitation);
  return row;
}

/** A taken address is seen as 400 user_creation_error from the live API (facts: behaviours 10). */
function refuseTaken(world: World, input: UserCreate): void {
  const errors = [
    ...(userByEmail(world, input.email)
      ? [{ code: "email_not_available", message: "Another user has this e-mail address." }]
      : []),
    ...(input.external_id && world.findBy(users, "external_id", input.external_id)
      ? [{ code: "external_id_already_used", message: "Another user has this external_id." }]
      : []),
  ];
  if (errors.length > 0) throw refused(400, "user_creation_error", "The user could not be created.", { errors });
}

export function updateUser(world: World, id: string, input: UserUpdate): UserRow {
  const before = world.get(users, id);
  if (input.email !== undefined && input.email !== before.email) refuseEmail(world, before, input.email);
  if (typeof input.locale === "string" && !isLocale(input.locale))
    throw refused(400, "invalid_locale", "The locale is not a BCP 47 tag.");
  const hasNewAddress = input.email !== undefined && input.email.toLowerCase() !== before.email.toLowerCase();
  const password = passwordFields(world, id, input);
  const row = world.update(users, id, {
    email: input.email,
    // Inferred: a new address is unverified unless the caller says otherwise (facts: user-management-users).
    email_verified: input.email_verified ?? (hasNewAddress ? false : undefined),
    first_name: input.first_name,
    last_name: input.last_name,
    name: input.name,
    external_id: input.external_id,
    locale: input.locale,
    metadata: mergeMetadata(before.metadata ?? {}, input.metadata),
    ...password,
  });
  if (hasNewAddress) moveIn(world, row);
  return row;
}

/** What a new address brings along: an end of what was mailed to the old one, and invitations that waited for it. */
export function moveIn(world: World, user: UserRow): void {
  retireMailed(world, user.id);
  for (const invitation of pendingInvitations(world, user.email)) awaitMembership(world, user.id, invitation);
}

function refuseEmail(world: World, user: UserRow, email: string): void {
  if (isManaged(world, user.id))
    throw refused(400, "email_change_not_allowed", "The user's address is managed by a directory.");
  if (!/@[^@]+\.[^@.]+$/.test(email)) throw refused(400, "invalid_email", "The e-mail address is not valid.");
  const holder = userByEmail(world, email);
  if (holder && holder.id !== user.id)
    throw refused(400, "email_not_available", "Another user has this e-mail address.");
}

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

/** Whether a directory owns the user: then the API may neither move the address nor delete (facts: behaviours 10). */
export function isManaged(world: World, userId: string): boolean {
  const own = world.rows(organizationMemberships, { where: { user_id: userId } });
  return own.some((membership) => membership.directory_managed);
}

/** Removes a user with everything that hangs on it; the sessions end first. */
export function deleteUser(world: World, id: string): void {
  world.get(users, id);
  if (isManaged(world, id)) throw refused(409, "user_deletion_not_allowed", "The user is managed by a directory.");
  revokeSessions(world, { user_id: id });
  world.remove(users, id);
}

/** The user as answers show it. */
export function userOf(world: World, id: string): User {
  return world.present(users, world.get(users, id));
}
