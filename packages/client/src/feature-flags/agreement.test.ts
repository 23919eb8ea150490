import { WorkOS } from "@workos-inc/node";
import fc from "fast-check";
import { afterEach, expect, it, vi } from "vitest";
import { json } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import type { EvaluableFlag, FlagSet } from "./evaluate.ts";
import { watchFlags } from "./watch-flags.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const id = fc.constantFrom("user_1", "user_2", "org_1", "org_2", "device:1");
const target = fc.record({ id, enabled: fc.boolean() });
const customTarget = fc.record({ type: fc.constantFrom("device", "plan", "user"), id, enabled: fc.boolean() });
const anyFlag = fc.record({
  slug: fc.constantFrom("a", "b"),
  enabled: fc.boolean(),
  default_value: fc.boolean(),
  targets: fc.record(
    {
      users: fc.uniqueArray(target, { maxLength: 3, selector: (each) => each.id }),
      organizations: fc.uniqueArray(target, { maxLength: 3, selector: (each) => each.id }),
      custom_targets: fc.uniqueArray(customTarget, { maxLength: 3, selector: (each) => `${each.type}:${each.id}` }),
    },
    { requiredKeys: ["users", "organizations"] },
  ),
});
const anySet: fc.Arbitrary<Record<string, EvaluableFlag>> = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), anyFlag);
const subject = fc.record({ id });
const anyContext = fc.record(
  { user: subject, organization: subject, device: subject, plan: subject },
  { requiredKeys: [] },
);
// What a program without types passes: neither may throw for it, nor find a target in it.
const oddSubject = fc.oneof(subject, fc.constantFrom(null, undefined, {}, [], 7, true, { id: 7 }, { id: null }));
const oddContext = fc.dictionary(fc.constantFrom("user", "organization", "device", "constructor"), oddSubject);

it("evaluates as the vendor's SDK does", () => {
  fc.assert(
    fc.property(anySet, anyContext, fc.boolean(), (bootstrap, context, fallback) => {
      const theirs = vendor().createRuntimeClient({ bootstrapFlags: bootstrap as never });
      const ours = watchFlags(createClient({ apiKey: "sk_test", fetch: silence }), { bootstrap });
      try {
        for (const slug of ["a", "b", "c", "d"])
          expect(ours.isEnabled(slug, context, fallback)).toBe(theirs.isEnabled(slug, context, fallback));
        expect(ours.evaluateAll(context)).toEqual(theirs.getAllFlags(context));
        const { user, organization } = context;
        expect(ours.evaluateAll({ user, organization })).toEqual(
          theirs.getAllFlags({
            ...(user && { userId: user.id }),
            ...(organization && { organizationId: organization.id }),
          }),
        );
      } finally {
        theirs.close();
        ours.close();
      }
    }),
    { numRuns: 500 },
  );
});

it("makes of an odd context what the vendor's SDK makes of it", () => {
  fc.assert(
    fc.property(anySet, oddContext, (bootstrap, context) => {
      const theirs = vendor().createRuntimeClient({ bootstrapFlags: bootstrap as never });
      const ours = watchFlags(createClient({ apiKey: "sk_test", fetch: silence }), { bootstrap });
      try {
        expect(ours.evaluateAll(context as never)).toEqual(theirs.getAllFlags(context as never));
      } finally {
        theirs.close();
        ours.close();
      }
    }),
    { numRuns: 500 },
  );
});

it("tells the changes that the vendor's SDK tells, poll by poll", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  const sets = fc.sample(anySet, { numRuns: 40, seed: 7 });
  let current: FlagSet = sets[0] ?? {};
  const fetchFn = async () => json(current);
  const theirs = vendor(fetchFn).createRuntimeClient({ pollingIntervalMs: 5000 });
  const ours = watchFlags(createClient({ apiKey: "sk_test", fetch: fetchFn }), { intervalMs: 5000 });
  const told: { theirs: string[]; ours: string[] } = { theirs: [], ours: [] };
  theirs.on("change", ({ key, previous, current }) => void told.theirs.push(line(key, previous, current)));
  ours.onChange(({ slug, before, after }) => void told.ours.push(line(slug, before, after)));
  await vi.advanceTimersByTimeAsync(10);
  await ours.ready();

  let count = 0;
  for (const next of sets.slice(1)) {
    current = next;
    await vi.advanceTimersByTimeAsync(5000);
    const [expected, actual] = [told.theirs.splice(0).sort(), told.ours.splice(0).sort()];
    expect(actual).toEqual(expected);
    count += actual.length;
  }

  expect(count).toBeGreaterThan(50);
  theirs.close();
  ours.close();
});

function line(slug: string, before: unknown, after: unknown): string {
  return `${slug} ${before ? "was" : "was not"} ${after ? "is" : "is not"}`;
}

function vendor(fetchFn: typeof fetch = silence) {
  return new WorkOS("sk_test", { fetchFn }).featureFlags;
}

function silence(): Promise<Response> {
  return new Promise(() => {});
}
