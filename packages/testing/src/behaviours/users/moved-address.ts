import type { World } from "../../world/world.ts";
import { replaceCodes } from "../email-verifications/one-time-code.ts";
import { emailVerifications } from "../email-verifications/table.ts";
import { magicAuths } from "../magic-auth/table.ts";
import { passwordResets } from "../password-resets/table.ts";

/** Ends the codes and tokens that were mailed to a user: they prove nothing about another address (inferred). */
export function retireMailed(world: World, userId: string): void {
  replaceCodes(world, emailVerifications, { user_id: userId });
  replaceCodes(world, magicAuths, { user_id: userId });
  retireResets(world, userId);
}

/** Ends the tokens by which a user could set a password. */
export function retireResets(world: World, userId: string): void {
  for (const row of world.rows(passwordResets, { where: { user_id: userId } }))
    world.update(passwordResets, row.id, { is_used: true });
}
