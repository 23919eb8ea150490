import { describe, expect, it } from "vitest";
import { json, recorder, refused } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import { changedFlags, type EvaluableFlag, evaluateFlag } from "./evaluate.ts";
import { watchFlags } from "./watch-flags.ts";

const flag: EvaluableFlag = {
  slug: "editor",
  enabled: true,
  default_value: false,
  targets: {
    users: [
      { id: "user_1", enabled: true },
      { id: "user_2", enabled: false },
    ],
    organizations: [{ id: "org_1", enabled: true }],
    custom_targets: [{ type: "device", id: "device_1", enabled: true }],
  },
};

describe("evaluateFlag", () => {
  it.each([
    ["a targeted user", flag, { user: "user_1" }, true],
    ["a user whose target is off", flag, { user: "user_2" }, false],
    ["a targeted organization", flag, { user: "user_9", organization: "org_1" }, true],
    ["a custom target", flag, { device: "device_1" }, true],
    ["nobody", flag, {}, false],
    ["anybody by default", { ...flag, default_value: true }, {}, true],
    ["a target of a flag that is off", { ...flag, enabled: false, default_value: true }, { user: "user_1" }, false],
    ["a flag without targets", { ...flag, targets: {} }, { user: "user_1" }, false],
  ])("knows %s", (_, given, context, expected) => {
    expect(evaluateFlag(given, context, true)).toBe(expected);
  });

  it("falls back for a flag that is unknown", () => {
    expect([evaluateFlag(undefined, {}, true), evaluateFlag(undefined, {}, false)]).toEqual([true, false]);
  });
});

it("takes another order of targets for no change", () => {
  const { users = [] } = flag.targets;
  const turned = { ...flag, targets: { ...flag.targets, users: [...users].reverse() } };

  expect(changedFlags({ editor: flag }, { editor: turned })).toEqual([]);
  expect(changedFlags({ a: flag, b: flag }, { b: { ...flag, enabled: false }, c: flag })).toEqual(["a", "b", "c"]);
});

describe("watchFlags", () => {
  it("is ready with the first flags, and tells each change after them", async () => {
    const { flags, next, changes } = setUp(
      json({ editor: flag }),
      json({ editor: { ...flag, default_value: true }, more: flag }),
    );
    expect(flags.isEnabled("editor", { user: "user_9" })).toBe(false);

    await flags.ready();
    expect(flags.evaluateAll({ user: "user_1" })).toEqual({ editor: true });
    expect(changes).toEqual([]);
    await next();

    expect(flags.isEnabled("editor", { user: "user_9" })).toBe(true);
    expect(changes.map((each) => [each.slug, each.before?.default_value, each.after?.default_value])).toEqual([
      ["editor", false, true],
      ["more", undefined, false],
    ]);
    flags.close();
  });

  it("starts from a bootstrap without waiting, and tells how the API differs", async () => {
    const { flags, changes, settled } = setUp({ bootstrap: { editor: flag } }, json({}));

    await flags.ready();
    expect(flags.isEnabled("editor", { user: "user_1" })).toBe(true);
    await settled();

    expect(changes.map((each) => each.slug)).toEqual(["editor"]);
    expect(flags.isEnabled("editor", { user: "user_1" }, true)).toBe(true);
    flags.close();
  });

  it("keeps what it knows while looks fail, and goes on looking", async () => {
    const { flags, next, errors } = setUp(json({ editor: flag }), refused(), json({}, 503), json({ other: flag }));
    await flags.ready();

    await next();
    await next();
    expect(flags.isEnabled("editor", { user: "user_1" })).toBe(true);
    await next();

    expect(errors).toHaveLength(2);
    expect(Object.keys(flags.all())).toEqual(["other"]);
    flags.close();
  });

  it("stops when the key is refused", async () => {
    const { flags, requests } = setUp(json({ message: "Unauthorized" }, 401));

    await expect(flags.ready()).rejects.toMatchObject({ status: 401 });
    expect(requests).toHaveLength(1);
  });

  it("looks no more once closed, and evaluates on", async () => {
    const { flags, next, requests } = setUp(json({ editor: flag }));
    await flags.ready();

    flags.close();
    await next();

    expect(requests).toHaveLength(1);
    expect(flags.isEnabled("editor", { user: "user_1" })).toBe(true);
  });

  it("can be waited for no longer than the caller wants", async () => {
    const { flags } = setUp(() => new Promise<Response>(() => {}));

    await expect(flags.ready(AbortSignal.abort(new Error("Too slow.")))).rejects.toThrow("Too slow.");
    flags.close();
  });

  it("stops a listener on demand", async () => {
    const { flags, next } = setUp(json({ editor: flag }), json({}));
    await flags.ready();
    const seen: string[] = [];
    const stop = flags.onChange((change) => seen.push(change.slug));

    stop();
    await next();

    expect(seen).toEqual([]);
    flags.close();
  });
});

type Options = NonNullable<Parameters<typeof watchFlags>[1]>;

function setUp(first: Options | Parameters<typeof recorder>[0], ...rest: Parameters<typeof recorder>) {
  const isOptions = typeof first === "object" && "bootstrap" in first;
  const replies = isOptions ? rest : [first as Parameters<typeof recorder>[0], ...rest];
  const { fetch, requests } = recorder(...replies);
  const errors: unknown[] = [];
  const changes: { slug: string; before: EvaluableFlag | undefined; after: EvaluableFlag | undefined }[] = [];
  let wake: (() => void) | undefined;
  const sleep = (_: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      wake = resolve;
      signal?.addEventListener("abort", () => reject(signal.reason));
    });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
  const client = createClient({ apiKey: "sk_test", fetch });
  const options = {
    ...(isOptions ? first : {}),
    onError: (error: unknown) => void errors.push(error),
    world: { sleep },
  };
  const flags = watchFlags(client, options);
  flags.onChange((change) => changes.push(change));
  const next = async () => {
    await settled();
    wake?.();
    await settled();
  };
  return { flags, requests, errors, changes, next, settled };
}
