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

/** An id, or what has one, such as a user or an organization of the API. */
export type FlagSubject = string | { readonly id: string } | null | undefined;

/** Whom to evaluate for: a user, an organization, or custom targets by their type. */
export interface FlagContext {
  user?: FlagSubject;
  organization?: FlagSubject;
  /** It is `user`; the name that the vendor's SDK took once would match nothing here. */
  userId?: never;
  /** It is `organization`. */
  organizationId?: never;
  [type: string]: FlagSubject;
}

/** Off for everybody, else on for a target, else the default; a flag that is unknown is `fallback`. Never throws. */
export function evaluateFlag(flag: EvaluableFlag | undefined, context: FlagContext, fallback: boolean): boolean {
  if (!flag) return fallback;
  if (!flag.enabled) return false;
  const { users, organizations, custom_targets } = targetsOf(flag);
  const isOn = (targets: FlagTarget[], subject: FlagSubject) => {
    const id = idOf(subject);
    return id !== undefined && targets.some((each) => each.enabled && each.id === id);
  };
  return (
    isOn(users, context?.user) ||
    isOn(organizations, context?.organization) ||
    custom_targets.some((each) => !isBuiltIn(each.type) && isOn([each], context?.[each.type])) ||
    Boolean(flag.default_value)
  );
}

/** The flag of a set, never what every object inherits. */
export function flagOf(flags: FlagSet, slug: string): EvaluableFlag | undefined {
  return Object.hasOwn(flags, slug) ? flags[slug] : undefined;
}

function idOf(subject: FlagSubject): string | undefined {
  return typeof subject === "string" ? subject : subject?.id;
}

// Users and organizations have lists of their own.
function isBuiltIn(type: string): boolean {
  return type === "user" || type === "organization";
}

// An evaluation must not fail for what the API, or a bootstrap, leaves out.
function targetsOf({ targets }: EvaluableFlag): Required<EvaluableFlag["targets"]> {
  return {
    users: targets?.users ?? [],
    organizations: targets?.organizations ?? [],
    custom_targets: targets?.custom_targets ?? [],
  };
}

/** The slugs whose flags differ, alphabetised. */
export function changedFlags(before: FlagSet, after: FlagSet): string[] {
  const slugs = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...slugs].filter((slug) => fingerprint(flagOf(before, slug)) !== fingerprint(flagOf(after, slug))).sort();
}

// What decides an evaluation, whatever order the API sends it in.
function fingerprint(flag: EvaluableFlag | undefined): string {
  if (!flag) return "";
  const { users, organizations, custom_targets } = targetsOf(flag);
  const lists = [users, organizations, custom_targets].map((targets) =>
    targets.map((each) => `${"type" in each ? each.type : ""}:${each.id}:${each.enabled}`).sort(),
  );
  return JSON.stringify([flag.enabled, flag.default_value, lists]);
}
