import type { FeatureFlag, FlagRuleUpdatedContext } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import { organizations } from "../organizations/table.ts";
import { users } from "../users/table.ts";
import { featureFlags, flagTargets } from "./table.ts";

type Rules = Pick<FlagRuleUpdatedContext, "access_type" | "configured_targets">;

/** Where a change comes from. */
export type FlagSource = "api" | "dashboard";

/** Who changed a flag, as its events tell. */
export function contextOf(world: World, source: FlagSource) {
  const name = source === "api" ? "Mock API key" : "Mock dashboard";
  const actor = { id: `${source === "api" ? "key" : "user"}_${world.name}`, source, name };
  return { client_id: world.clientId, actor };
}

/** Changes fields of a flag; without a difference there is no event (inferred: facts, behaviours 20). */
export function changeFlag(
  world: World,
  flag: FeatureFlag,
  patch: Partial<FeatureFlag>,
  source: FlagSource = "api",
): FeatureFlag {
  const previous = Object.entries(patch).filter(
    ([key, value]) => JSON.stringify(flag[key as keyof FeatureFlag]) !== JSON.stringify(value),
  );
  if (previous.length === 0) return flag;
  const data = Object.fromEntries(previous.map(([key]) => [key, flag[key as keyof FeatureFlag]]));
  const updated = world.update(featureFlags, flag.id, patch);
  world.emit("flag.updated", eventData(world, updated), { ...contextOf(world, source), previous_attributes: { data } });
  return updated;
}

/** Sets, changes or removes (undefined) the target of one user or organization. */
export function changeTarget(
  world: World,
  flag: FeatureFlag,
  resource: string,
  enabled: boolean | undefined,
  source: FlagSource = "api",
): void {
  const known = world.findBy(flagTargets, "pair", `${flag.id} ${resource}`);
  if (known?.enabled === enabled) return;
  const before = rulesOf(world, flag);
  if (known) world.table(flagTargets).remove(known.id);
  if (enabled !== undefined) world.insert(flagTargets, { flag_id: flag.id, resource_id: resource, enabled });
  world.emit("flag.rule_updated", eventData(world, flag), {
    ...contextOf(world, source),
    ...rulesOf(world, flag),
    previous_attributes: { context: before },
  });
}

export function eventData(world: World, flag: FeatureFlag) {
  return { ...flag, environment_id: `environment_${world.name}` };
}

/** The rules of a flag, as its events show them. */
function rulesOf(world: World, flag: FeatureFlag): Rules {
  const targets = world.rows(flagTargets, { where: { flag_id: flag.id } }).filter(({ enabled }) => enabled);
  const configured_targets: Rules["configured_targets"] = { organizations: [], users: [] };
  for (const { resource_id: id } of targets) {
    const organization = world.find(organizations, id);
    const user = world.find(users, id);
    if (organization) configured_targets.organizations.push({ id, name: organization.name });
    if (user) configured_targets.users.push({ id, email: user.email });
  }
  const access_type = flag.enabled && flag.default_value ? "all" : targets.length > 0 ? "some" : "none";
  return { access_type, configured_targets };
}
