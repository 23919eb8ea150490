/** One thing a flag is switched on for. */
export interface FlagTarget {
  id: string;
  enabled: boolean;
}

/** A flag with its targets, as the API hands it to programs that evaluate by themselves. */
export interface EvaluableFlag {
  slug: string;
  /** False switches the flag off for everybody. */
  enabled: boolean;
  /** The result when no target matches. */
  default_value: boolean;
  targets: {
    users?: FlagTarget[];
    organizations?: FlagTarget[];
    custom_targets?: (FlagTarget & { type: string })[];
  };
}

/** All flags of an environment, by slug. It is plain JSON: keep it and pass it as `bootstrap` to start without waiting. */
export type FlagSet = Readonly<Record<string, EvaluableFlag>>;

/** Whom to evaluate for: ids of a user, of an organization, or of custom targets by their type. */
export interface FlagContext {
  user?: string | undefined;
  organization?: string | undefined;
  [type: string]: string | undefined;
}

/** Off for everybody, else on for a target, else the default; a flag that is unknown is `fallback`. */
export function evaluateFlag(flag: EvaluableFlag | undefined, context: FlagContext, fallback: boolean): boolean {
  if (flag === undefined) return fallback;
  if (!flag.enabled) return false;
  const { users = [], organizations = [], custom_targets = [] } = flag.targets;
  const isOn = (targets: FlagTarget[], id: string | undefined) =>
    targets.some((each) => each.enabled && each.id === id);
  return (
    isOn(users, context.user) ||
    isOn(organizations, context.organization) ||
    custom_targets.some((each) => each.enabled && each.id === context[each.type]) ||
    flag.default_value
  );
}

/** The slugs whose flags differ, alphabetised. */
export function changedFlags(before: FlagSet, after: FlagSet): string[] {
  const slugs = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...slugs].filter((slug) => fingerprint(before[slug]) !== fingerprint(after[slug])).sort();
}

// What decides an evaluation, whatever order the API sends it in.
function fingerprint(flag: EvaluableFlag | undefined): string {
  if (flag === undefined) return "";
  const { users = [], organizations = [], custom_targets = [] } = flag.targets;
  const lists = [users, organizations, custom_targets].map((targets) =>
    targets.map((each) => `${"type" in each ? each.type : ""}:${each.id}:${each.enabled}`).sort(),
  );
  return JSON.stringify([flag.enabled, flag.default_value, lists]);
}
