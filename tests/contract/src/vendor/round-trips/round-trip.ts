import { expect } from "vitest";
import type { VendorStage } from "../stage.ts";

/** What the vendor's SDK can do with one kind of object; what it has no method for is left out. */
export interface Steps<Thing> {
  /** Makes one: through the SDK, or through the mock's dashboard where the API cannot. */
  readonly create: () => Promise<Thing> | Thing;
  /** What was asked for, and must be found on what came back. */
  readonly given: object;
  /** Fields that only the creation shows, such as secrets. */
  readonly shownOnce?: readonly (keyof NoInfer<Thing>)[];
  readonly get?: (thing: NoInfer<Thing>) => Promise<unknown>;
  readonly list?: (thing: NoInfer<Thing>) => Promise<readonly unknown[]>;
  readonly update?: (thing: NoInfer<Thing>) => Promise<unknown>;
  /** What the update changes; all else stays, the time of the change apart. */
  readonly changes?: object;
  readonly remove?: (thing: NoInfer<Thing>) => Promise<unknown>;
  /** Revoking and the like: the object stays with these fields. */
  readonly afterRemoval?: object;
}

export interface RoundTrip {
  readonly resource: string;
  /** Runs all steps there are, and gives their names. */
  run(stage: VendorStage): Promise<string[]>;
}

/** Lets the compiler take the kind of object from its creation. */
export function steps<Thing extends object>(given: Steps<Thing>): Steps<Thing> {
  return given;
}

/** Create → get → list → update → get → delete, with the fields compared at each step. */
export function roundTrip<Thing extends object>(
  resource: string,
  open: (stage: VendorStage) => Promise<Steps<Thing>> | Steps<Thing>,
): RoundTrip {
  return {
    resource,
    async run(stage) {
      const steps = await open(stage);
      const created = await steps.create();
      expect(created).toMatchObject(steps.given);
      const shown = without(created, steps.shownOnce ?? []);
      await expectShown(steps, created, shown);
      const current = steps.update ? await change(steps, created, shown) : shown;
      if (steps.remove) await remove(steps, created, current);
      return Object.entries(steps).flatMap(([name, step]) => (typeof step === "function" ? [name] : []));
    },
  };
}

async function expectShown<Thing extends object>(steps: Steps<Thing>, thing: Thing, wanted: object): Promise<void> {
  if (steps.get) expect(await steps.get(thing)).toEqual(wanted);
  if (steps.list) expect(await steps.list(thing)).toContainEqual(wanted);
}

async function change<Thing extends object>(steps: Steps<Thing>, thing: Thing, before: object): Promise<object> {
  const changes = steps.changes ?? {};
  await steps.update?.(thing);
  const later = "updatedAt" in before ? { updatedAt: expect.anything() } : {};
  const wanted = { ...before, ...changes, ...later };
  await expectShown(steps, thing, wanted);
  return wanted;
}

async function remove<Thing extends object>(steps: Steps<Thing>, thing: Thing, before: object): Promise<void> {
  await steps.remove?.(thing);
  if (steps.afterRemoval) {
    if (steps.get) expect(await steps.get(thing)).toMatchObject(steps.afterRemoval);
    return;
  }
  if (steps.get) await expect(steps.get(thing)).rejects.toMatchObject({ status: 404 });
  const left = await steps.list?.(thing).catch(() => []);
  if (left) expect(left).not.toContainEqual(before);
}

function without<Thing extends object>(thing: Thing, fields: readonly (keyof Thing)[]): object {
  return Object.fromEntries(Object.entries(thing).filter(([key]) => !(fields as readonly string[]).includes(key)));
}
