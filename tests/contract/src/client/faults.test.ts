import { ApiError, ConnectionError, createClient, ParseError, TimeoutError } from "@workos-kit/client";
import { createMock } from "@workos-kit/testing";
import { serve } from "@workos-kit/testing/server";
import { expect, it } from "vitest";
import { faults, openBadLine } from "./bad-line.ts";
import { type MixedCall, mixedCalls, WrongAnswer } from "./mixed-calls.ts";

/** The full size is 10,000: `pnpm --filter @workos-kit/client faults`. */
const calls = Number(process.env.FAULT_CALLS ?? 480);
const seed = Number(process.env.FAULT_SEED ?? 11);
const workers = 40;

interface Ended {
  readonly index: number;
  readonly kind: MixedCall;
  readonly outcome: string;
}

it(`ends every one of ${calls} calls over a bad line rightly or with a typed error, and applies no write twice`, async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  process.on("unhandledRejection", note);
  const mock = createMock({ seed, journalLimit: calls * 10 });
  mock.dashboard.auditLogSchemas.create({ action: "opened", targets: [] });
  await using server = await serve(mock);
  await using line = await openBadLine(server.url, { seed, probability: 0.15, lateMs: 2_500 });
  const client = createClient({
    apiKey: mock.apiKey,
    clientId: mock.clientId,
    baseUrl: line.url,
    timeoutMs: 1_500,
    world: { sleep: async () => {}, random: () => 0 },
  });

  const ended: Ended[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < calls; index = next++) {
      const kind = mixedCalls[index % mixedCalls.length] as MixedCall;
      const call = kind.prepare(mock, index);
      ended.push({ index, kind, outcome: await call(client).then(() => "right", nameOf) });
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  // What nobody awaits any more would reject within this turn.
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", note);

  const tally = new Map<string, number>();
  for (const { outcome } of ended) tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
  console.log(
    `${calls} calls, ${line.requests()} requests:`,
    Object.fromEntries(tally),
    Object.fromEntries(line.struck),
  );
  expect(ended).toHaveLength(calls);
  expect([...tally.keys()].filter((outcome) => /^(untyped|wrong)/.test(outcome))).toEqual([]);
  expect(tally.get("right")).toBeGreaterThan(calls * 0.75);
  expect([...line.struck.keys()].sort()).toEqual([...faults].sort());
  const writes = ended.flatMap(({ index, kind, outcome }) =>
    kind.applied === undefined ? [] : [{ write: `${kind.name} ${index}`, outcome, times: kind.applied(mock, index) }],
  );
  expect(writes.filter(({ times }) => times > 1)).toEqual([]);
  expect(writes.filter(({ times, outcome }) => times === 0 && outcome === "right")).toEqual([]);
  expect(mock.requests.failures).toEqual([]);
  expect(unhandled).toEqual([]);
}, 300_000);

function nameOf(error: unknown): string {
  if (ApiError.isInstance(error)) return `ApiError ${error.status}`;
  const isTyped = ConnectionError.isInstance(error) || TimeoutError.isInstance(error) || ParseError.isInstance(error);
  if (isTyped) return error.name;
  return `${error instanceof WrongAnswer ? "wrong" : "untyped"}: ${String(error)}`;
}
