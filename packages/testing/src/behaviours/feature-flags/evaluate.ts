import type { FeatureFlag } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import { featureFlags, flagTargets } from "./table.ts";

/** For whom a flag is decided. */
export interface FlagAudience {
  readonly user?: string | undefined;
  readonly organizations?: readonly string[] | undefined;
}

/**
 * Whether a flag is on: off when disabled; else what the user's target says, else the organizations', else the default
 * (facts: behaviours 20).
 */
export function isFlagOn(world: World, flag: FeatureFlag, { user, organizations = [] }: FlagAudience): boolean {
  if (!flag.enabled) return false;
  const target = (resource: string) => world.findBy(flagTargets, "pair", `${flag.id} ${resource}`)?.enabled;
  const own = user === undefined ? undefined : target(user);
  if (own !== undefined) return own;
  const theirs = organizations.map(target).filter((enabled) => enabled !== undefined);
  return theirs.length > 0 ? theirs.includes(true) : flag.default_value;
}

/** Slugs of the flags that are on, as access tokens list them. */
export function flagsOnFor(world: World, audience: FlagAudience): string[] {
  const flags = world.rows(featureFlags, { filter: (flag) => isFlagOn(world, flag, audience) });
  return flags.map(({ slug }) => slug).sort();
}
