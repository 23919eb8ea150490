import type { Profile } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import type { ConnectionRow } from "../connections/table.ts";
import { type ProfileRow, profiles, type SsoCode, ssoCodes } from "./table.ts";

const codeLifetimeMs = 10 * 60 * 1000;

/** What is known of a person who signs in. */
export type Person = Partial<Profile> & { readonly email: string };

/** The profile of a person at a connection, brought up to date with what the identity provider says now. */
export function profileOf(world: World, connection: ConnectionRow, person: Person): ProfileRow {
  const idpId = person.idp_id ?? `idp_${person.email.toLowerCase()}`;
  const first = person.first_name ?? null;
  const last = person.last_name ?? null;
  const name = person.name ?? ([first, last].filter(Boolean).join(" ") || null);
  const fields = {
    organization_id: connection.organization_id ?? null,
    connection_id: connection.id,
    connection_type: connection.connection_type,
    idp_id: idpId,
    email: person.email,
    first_name: first,
    last_name: last,
    name,
    role: person.role,
    roles: person.roles,
    groups: person.groups,
    custom_attributes: person.custom_attributes ?? {},
    raw_attributes: person.raw_attributes ?? { email: person.email },
  };
  const known = world.findBy(profiles, "identity", `${connection.id} ${idpId}`);
  return known ? world.update(profiles, known.id, fields) : world.insert(profiles, { ...fields, id: person.id });
}

/** Makes the code that leads to a profile. */
export function issueCode(
  world: World,
  profile: string,
  extra: Pick<SsoCode, "code_challenge" | "provider_scopes"> = {},
): string {
  const id = world.random.token(26);
  world.insert(ssoCodes, { ...extra, id, profile_id: profile, expires_at: world.clock.iso(codeLifetimeMs) });
  return id;
}

/** Takes a code out of circulation; undefined when it is unknown, used or too old. */
export function redeemCode(
  world: World,
  code: string,
): { readonly code: SsoCode; readonly profile: ProfileRow } | undefined {
  const found = world.find(ssoCodes, code);
  if (!found) return undefined;
  world.table(ssoCodes).remove(code);
  const profile = world.find(profiles, found.profile_id);
  return profile && Date.parse(found.expires_at) > world.clock.now() ? { code: found, profile } : undefined;
}
