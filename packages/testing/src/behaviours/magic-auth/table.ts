import type { EventMagicAuth, MagicAuth } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";
import type { OneTimeCode } from "../email-verifications/one-time-code.ts";

/** A Magic Auth code as stored. */
export type MagicAuthRow = MagicAuth & OneTimeCode;

export const magicAuths = defineTable<MagicAuthRow, MagicAuth>({
  name: "magic_auths",
  label: "Magic Auth",
  prefix: "magic_auth",
  object: "magic_auth",
  indexes: { user_id: (row) => row.user_id, email: (row) => row.email.toLowerCase() },
  parents: { users: { index: "user_id", isSilent: true } },
  events: { created: "magic_auth.created" },
  present: presentMagicAuth,
  toEvent: (row): EventMagicAuth => {
    const { code: _, ...data } = presentMagicAuth(row);
    return data;
  },
});

function presentMagicAuth({ is_used, is_replaced, failures, ...wire }: MagicAuthRow): MagicAuth {
  return wire;
}
