import type { Dashboard } from "./behaviours/index.ts";
import type { Environment } from "./environment.ts";

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

/** Fills an environment from seed data, in the order in which the data names the resources. */
export function applySeed(environment: Environment, data: SeedData): void {
  const dashboard = environment.dashboard as unknown as Record<string, Record<string, AnyFunction | undefined>>;
  for (const [resource, entries] of Object.entries(data)) {
    const functions = Object.hasOwn(dashboard, resource) ? dashboard[resource] : undefined;
    if (!functions)
      throw new TypeError(
        `The seed names "${resource}", which cannot be seeded. Known: ${Object.keys(dashboard).join(", ")}.`,
      );
    const add = functions.create ?? functions.provision ?? functions.update;
    if (!add) throw new TypeError(`The seed names "${resource}", which has nothing to create.`);
    for (const entry of Array.isArray(entries) ? entries : [entries]) add(entry);
  }
}
