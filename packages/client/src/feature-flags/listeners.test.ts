import { afterAll, afterEach, expect, it } from "vitest";
import { json, recorder } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import type { EvaluableFlag } from "./evaluate.ts";
import { type FlagChange, type WatchFlagsOptions, watchFlags } from "./watch-flags.ts";

const on: EvaluableFlag = { slug: "editor", enabled: true, default_value: true, targets: {} };
const off = { ...on, enabled: false };
const both = (flag: EvaluableFlag) => json({ editor: flag, viewer: { ...flag, slug: "viewer" } });

const unheard: unknown[] = [];
const note = (reason: unknown) => void unheard.push(reason);
process.on("unhandledRejection", note);
afterEach(() => expect(unheard.splice(0)).toEqual([]));
afterAll(() => void process.off("unhandledRejection", note));

it("tells of a listener whose promise fails, and lets nothing end the process for it", async () => {
  const { flags, errors, turn } = watch([json({ editor: on }), json({ editor: off })]);
  await turn(0);
  const failing = async () => {
    throw new Error("Later.");
  };
  flags.onChange(failing);

  await turn(1);

  expect(errors.map(String)).toEqual(["Error: Later."]);
  flags.close();
});

it("bears a promise that fails of the one who hears of errors", async () => {
  const deaf = async () => {
    throw new Error("Deaf.");
  };
  const { flags, turn } = watch([json({}, 503), json({ editor: on })], { onError: deaf });

  await turn(1);

  expect(flags.isEnabled("editor")).toBe(true);
  flags.close();
});

it("tells a listener as often as it was added, and stops it one at a time", async () => {
  const { flags, turn } = watch([json({ editor: on }), json({ editor: off }), json({ editor: on })]);
  await turn(0);
  const seen: string[] = [];
  const listener = ({ slug }: FlagChange) => void seen.push(slug);
  const stops = [flags.onChange(listener), flags.onChange(listener)];

  await turn(1);
  expect(seen.splice(0)).toEqual(["editor", "editor"]);
  stops[0]?.();
  stops[0]?.();
  await turn(1);

  expect(seen).toEqual(["editor"]);
  flags.close();
});

it("tells nobody any more once a listener has closed it", async () => {
  const { flags, turn } = watch([both(on), both(off)]);
  await turn(0);
  const seen: string[] = [];
  for (const name of ["one", "two"])
    flags.onChange(({ slug }) => {
      seen.push(`${name} ${slug}`);
      flags.close();
    });

  await turn(1);

  expect(seen).toEqual(["one editor"]);
});

it("tells the listeners of a change all of them before any that a listener adds, and not those it stops", async () => {
  const { flags, turn } = watch([json({ editor: on }), json({ editor: off })]);
  await turn(0);
  const seen: string[] = [];
  flags.onChange(() => {
    seen.push("first");
    stop();
    flags.onChange(() => void seen.push("added"));
  });
  const stop = flags.onChange(() => void seen.push("stopped"));

  await turn(1);

  expect(seen).toEqual(["first"]);
  flags.close();
});

/** Flags whose every sleep ends at once, `turn` by `turn`. */
function watch(replies: Parameters<typeof recorder>, options: WatchFlagsOptions = {}) {
  const errors: unknown[] = [];
  let wake = () => {};
  const sleep = (_: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      wake = resolve;
      signal?.addEventListener("abort", () => reject(signal.reason));
    });
  const client = createClient({ apiKey: "sk_test", fetch: recorder(...replies).fetch, retries: 0 });
  const onError = (error: unknown) => void errors.push(error);
  const flags = watchFlags(client, { onError, world: { sleep }, ...options });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  const turn = async (count: number) => {
    await settle();
    for (let index = 0; index < count; index++) {
      wake();
      await settle();
    }
  };
  return { flags, errors, turn };
}
