import { WorkOS } from "@workos-inc/node";
import { type FlagChange, watchFlags } from "@workos-kit/client/feature-flags";
import { describe, expect, it } from "vitest";
import { openStageWithUser } from "./stage.ts";

describe("watched feature flags", () => {
  it("are ready after the first look, and evaluate for users and organizations", async () => {
    await using stage = await open();
    const flags = stage.watch();

    await flags.ready();

    expect(flags.isEnabled("reports", { organization: stage.acme.id })).toBe(true);
    expect(flags.isEnabled("reports", { user: stage.user.id })).toBe(false);
    expect(flags.evaluateAll({ user: stage.user.id })).toEqual({ reports: false, everyone: true });
    expect([flags.isEnabled("unknown"), flags.isEnabled("unknown", {}, true)]).toEqual([false, true]);
    flags.close();
  });

  it("start from a bootstrap without waiting, and take over what has changed since", async () => {
    await using stage = await open();
    const earlier = stage.watch();
    await stage.looked();
    const bootstrap = structuredClone(earlier.all());
    earlier.close();
    stage.mock.dashboard.featureFlags.update({ slug: "everyone", enabled: false });

    const flags = stage.watch({ bootstrap });
    const changes = collect(flags);
    await flags.ready();
    expect(flags.isEnabled("everyone")).toBe(true);
    await stage.looked();

    expect(flags.isEnabled("everyone")).toBe(false);
    expect(changes).toMatchObject([{ slug: "everyone", before: { enabled: true }, after: { enabled: false } }]);
    flags.close();
  });

  it("announce what the dashboard and the API change: switches, targets, new and deleted flags", async () => {
    await using stage = await open();
    const flags = stage.watch();
    await stage.looked();
    const changes = collect(flags);
    const slugs = () => changes.splice(0).map(({ slug }) => slug);

    await stage.client.PUT("/feature-flags/{slug}/disable", { params: { path: { slug: "everyone" } } });
    stage.mock.dashboard.featureFlags.target({ slug: "reports", resource: stage.user.id });
    await stage.lookAgain();
    expect(slugs()).toEqual(["everyone", "reports"]);
    expect(flags.isEnabled("reports", { user: stage.user.id })).toBe(true);

    stage.mock.dashboard.featureFlags.create({ slug: "new" });
    stage.mock.dashboard.featureFlags.delete({ slug: "everyone" });
    await stage.lookAgain();
    expect(slugs()).toEqual(["everyone", "new"]);
    await stage.lookAgain();
    expect(slugs()).toEqual([]);
    flags.close();
  });

  it("serve on through an outage, and tell who asked", async () => {
    await using stage = await open();
    const errors: unknown[] = [];
    const flags = stage.watch({ onError: (error) => errors.push(error) });
    await stage.looked();
    const outage = stage.mock.faults.add({ kind: "drop" });

    await stage.lookAgain();
    expect([flags.isEnabled("everyone"), errors.length]).toEqual([true, 1]);
    outage.remove();
    stage.mock.dashboard.featureFlags.update({ slug: "everyone", enabled: false });
    await stage.lookAgain();

    expect([flags.isEnabled("everyone"), errors.length]).toEqual([false, 1]);
    flags.close();
  });

  it("come to the same as those of the vendor's SDK", async () => {
    await using stage = await open();
    stage.mock.dashboard.featureFlags.create({ slug: "off", enabled: false, targets: [stage.user.id] });
    stage.mock.dashboard.featureFlags.target({ slug: "reports", resource: stage.user.id });
    const { hostname, port } = new URL(stage.url);
    const vendor = new WorkOS(stage.mock.apiKey, { apiHostname: hostname, port: Number(port), https: false });
    const theirs = vendor.featureFlags.createRuntimeClient();
    await theirs.waitUntilReady();
    const ours = stage.watch();
    await ours.ready();

    for (const user of [stage.user.id, "user_other"])
      for (const organization of [stage.acme.id, "org_other"])
        expect(ours.evaluateAll({ user, organization })).toEqual(
          theirs.getAllFlags({ user: { id: user }, organization: { id: organization } }),
        );
    expect(ours.all()).toEqual(Object.fromEntries(Object.keys(ours.all()).map((slug) => [slug, theirs.getFlag(slug)])));
    theirs.close();
    ours.close();
  });

  it("ask nobody any more once they are closed", async () => {
    await using stage = await open();
    const flags = stage.watch();
    await stage.looked();

    flags.close();
    stage.mock.dashboard.featureFlags.update({ slug: "everyone", enabled: false });
    await stage.lookAgain(false);

    expect(flags.isEnabled("everyone")).toBe(true);
    expect(stage.polls()).toBe(1);
  });
});

function collect(flags: ReturnType<typeof watchFlags>): FlagChange[] {
  const changes: FlagChange[] = [];
  flags.onChange((change) => changes.push(change));
  return changes;
}

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** Flags of two kinds, and a sleep that ends when the test says so. */
async function open() {
  const stage = await openStageWithUser();
  const acme = stage.join("Acme");
  stage.mock.dashboard.featureFlags.create({ slug: "reports", targets: [acme.id] });
  stage.mock.dashboard.featureFlags.create({ slug: "everyone", default_value: true });
  let wake = () => {};
  let asleep = gate();
  const sleep = (_: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      wake = resolve;
      signal?.addEventListener("abort", () => reject(signal.reason));
      asleep.open();
    });
  return {
    ...stage,
    acme,
    watch: (options: Parameters<typeof watchFlags>[1] = {}) => {
      asleep = gate();
      return watchFlags(stage.client, { ...options, world: { sleep } });
    },
    looked: () => asleep.opened,
    lookAgain: async (isAwaited = true) => {
      asleep = gate();
      wake();
      if (isAwaited) await asleep.opened;
      else await new Promise((resolve) => setImmediate(resolve));
    },
    polls: () => stage.mock.requests.all.filter(({ path }) => path === "/sdk/feature-flags").length,
  };
}
