import type { Environment } from "./environment.ts";

/**
 * What exists from the beginning: for each resource of the dashboard a list, each entry of which is given to that
 * resource's `create` (or `provision`). Keys of resources are those of `mock.dashboard`.
 */
export type SeedData = Readonly<Record<string, readonly unknown[] | Readonly<Record<string, unknown>>>>;

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
