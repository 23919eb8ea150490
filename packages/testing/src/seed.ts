import type { Dashboard } from "./behaviours/index.ts";
import { checkInput } from "./controls/check-input.ts";
import { seedingFunctions } from "./controls/seed-schema.ts";
import type { Environment } from "./environment.ts";
import { Problem } from "./problem.ts";

/** What one entry of a seed holds: the argument of the function that adds it. */
type SeedEntry<Functions> = Functions extends { create: (input: infer Input) => unknown }
  ? Input
  : Functions extends { provision: (input: infer Input) => unknown }
    ? Input
    : Functions extends { update: (input: infer Input) => unknown }
      ? Input
      : never;

/**
 * What exists from the beginning: for each resource of the dashboard a list (or one entry), each of which is given to
 * that resource's `create` (else `provision`, else `update`), in the order in which the seed names the resources.
 */
export type SeedData = {
  readonly [Name in keyof Dashboard]?: readonly SeedEntry<Dashboard[Name]>[] | SeedEntry<Dashboard[Name]>;
};

type AnyFunction = (input: unknown) => unknown;

/**
 * Fills an environment from seed data, in the order in which the data names the resources: all of it or, when an entry
 * is refused, nothing.
 *
 * @throws TypeError naming the field that is not known or does not fit, or the entry that is refused and why.
 */
export function applySeed(environment: Environment, data: SeedData): void {
  const before = environment.snapshot();
  try {
    for (const add of additionsOf(environment, data)) add();
  } catch (error) {
    environment.restore(before);
    throw error;
  }
}

/** One call for each entry; every entry is checked before the first call is made. */
function additionsOf(environment: Environment, data: SeedData): (() => unknown)[] {
  if (typeof data !== "object" || data === null || Array.isArray(data))
    throw new TypeError('A seed is a map of resources, such as { organizations: [{ name: "Acme" }] }.');
  const dashboard = environment.dashboard as unknown as Record<string, Record<string, AnyFunction | undefined>>;
  return Object.entries(data).flatMap(([resource, entries]) => {
    const functions = Object.hasOwn(dashboard, resource) ? dashboard[resource] : undefined;
    if (!functions)
      throw new TypeError(
        `The seed names "${resource}", which cannot be seeded. Known: ${Object.keys(dashboard).join(", ")}.`,
      );
    const name = seedingFunctions.find((each) => functions[each]);
    if (name === undefined) throw new TypeError(`The seed names "${resource}", which has nothing to create.`);
    return (Array.isArray(entries) ? entries : [entries]).map((entry, index) => {
      const path = Array.isArray(entries) ? `${resource}[${index}]` : resource;
      checkInput(`${resource}/${name}`, entry, path);
      return () => callNamed(path, () => functions[name]?.(entry));
    });
  });
}

/** A refusal says what the API would answer; whoever wrote the seed wants to know which entry it is about. */
function callNamed(path: string, add: () => unknown): void {
  try {
    add();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { message, errors } = error.body as { message?: string; errors?: readonly { message?: string }[] };
    const sentences = [message, ...(errors ?? []).map((each) => each.message)].filter((text) => text !== undefined);
    throw new TypeError(`${path} is refused: ${sentences.join(" ")}`, { cause: error });
  }
}
