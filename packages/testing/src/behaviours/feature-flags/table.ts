import type { EventFeatureFlag, FeatureFlag } from "../../generated/schemas.ts";
import { refusedPlainly } from "../../problem.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";

export const featureFlags = defineTable<FeatureFlag>({
  name: "feature_flags",
  label: "Feature flag",
  prefix: "flag",
  object: "feature_flag",
  unique: { slug: (row) => row.slug },
  clash: (_, row) => refusedPlainly(409, `A flag with the slug ${row.slug} exists already.`),
  fromEvent: ({ environment_id: _, ...flag }) => flag,
  toEvent: (row, world): EventFeatureFlag => ({ ...row, environment_id: `environment_${world.name}` }),
});

/** A person or an organization for whom a flag is decided on its own. */
export interface FlagTargetRow extends BaseRow {
  readonly flag_id: string;
  /** Id of a user or of an organization. */
  readonly resource_id: string;
  readonly enabled: boolean;
}

export const flagTargets = defineTable<FlagTargetRow>({
  name: "feature_flag_targets",
  label: "Feature flag target",
  prefix: "flag_target",
  isImmutable: true,
  indexes: { flag_id: (row) => row.flag_id, resource_id: (row) => row.resource_id },
  unique: { pair: (row) => `${row.flag_id} ${row.resource_id}` },
  parents: {
    feature_flags: { index: "flag_id", isSilent: true },
    users: { index: "resource_id", isSilent: true },
    organizations: { index: "resource_id", isSilent: true },
  },
});
