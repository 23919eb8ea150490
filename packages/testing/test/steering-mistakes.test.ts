import { describe, expect, it, vi } from "vitest";
import { reply } from "../src/handlers/message.ts";
import { createMock } from "../src/mock.ts";
import { serve } from "../src/server/serve.ts";

const address = "https://api.workos.com/organizations";

function list(mock: ReturnType<typeof createMock>, init: RequestInit = {}) {
  return mock.fetch(address, { ...init, headers: { authorization: `Bearer ${mock.apiKey}` } });
}

/** What plain JavaScript and HTTP may give. */
const wrong = (value: unknown) => value as never;

describe("an override that could not be sent is refused where it is made:", () => {
  it.each([
    ["a status there is not", { status: 999 }, "needs a status from 200 to 599, not 999"],
    ["a status that is text", { status: "500" }, 'not "500"'],
    ["a body where none may be", { status: 204, body: {} }, "cannot have a body"],
    ["a header of two lines", { headers: { "x-a": "a\nb" } }, "headers that cannot be sent"],
    ["a body that is no JSON", { body: { count: 1n } }, "cannot be written as JSON"],
    ["no answer", null, "needs a fixed answer"],
    ["a misspelt field", { stauts: 500 }, 'has no "stauts"'],
    ["times below nothing", { status: 500, times: -1 }, "a whole number of times, not -1"],
    ["times that are no number", { status: 500, times: Number.NaN }, "a whole number of times, not NaN"],
  ])("%s", async (_, answer, reason) => {
    const mock = createMock({ seed: 1 });

    expect(() => mock.override("listOrganizations", wrong(answer))).toThrow(TypeError);
    expect(() => mock.override("listOrganizations", wrong(answer))).toThrow(reason);
    expect((await list(mock)).status).toBe(200);
  });
});

describe("a function of an override that", () => {
  it.each([
    ["throws", () => Promise.reject(new Error("boom")), "boom"],
    ["answers with a status there is not", () => reply(999), "needs a status from 200 to 599"],
    ["answers what is no JSON", () => ({ count: 1n }), "cannot be written as JSON"],
  ])("%s is named, and told from a mistake of the mock", async (_, override, reason) => {
    const mock = createMock({ seed: 1 });
    mock.override("listOrganizations", wrong(override));
    await using server = await serve(mock);

    for (const response of [
      await list(mock),
      await fetch(`${server.url}/organizations`, { headers: { authorization: `Bearer ${mock.apiKey}` } }),
    ]) {
      expect(response.status).toBe(500);
      const { message } = (await response.json()) as { message: string };
      expect(message).toMatch(/^The override of listOrganizations failed: /);
      expect(message).toContain(reason);
    }
    expect(mock.requests.failures).toHaveLength(2);
  });

  it("never answers leaves a client that gives up alone", async () => {
    const mock = createMock({ seed: 1 });
    mock.override("listOrganizations", () => new Promise(() => {}));
    const controller = new AbortController();
    const answer = list(mock, { signal: controller.signal });

    controller.abort(new Error("enough"));

    await expect(answer).rejects.toThrow("enough");
  });
});

describe("a fault that cannot be is refused where it is made:", () => {
  it.each([
    ["a status that is missing", { kind: "status" }, "needs a status from 200 to 599, not undefined"],
    ["a status there is not", { kind: "status", status: 99 }, "not 99"],
    ["a header of two lines", { kind: "status", status: 500, headers: { a: "b\nc" } }, "headers that cannot be sent"],
    ["latency without a time", { kind: "latency" }, "needs ms"],
    ["latency below nothing", { kind: "latency", ms: -5 }, "needs ms"],
    ["latency that no timer knows", { kind: "latency", ms: 1e12 }, "needs ms"],
    ["a wait that is text", { kind: "rateLimit", retryAfterSeconds: "soon" }, "retryAfterSeconds"],
    ["a share above one", { kind: "drop", probability: 7 }, "a probability from 0 to 1, not 7"],
    ["half a time", { kind: "drop", times: 0.5 }, "a whole number of times, not 0.5"],
    ["a field of another kind", { kind: "drop", ms: 5 }, 'has no "ms"'],
    ["a kind that objects have", { kind: "toString" }, 'no fault of the kind "toString"'],
  ])("%s", async (_, fault, reason) => {
    const mock = createMock({ seed: 1 });

    expect(() => mock.faults.add(wrong(fault))).toThrow(TypeError);
    expect(() => mock.faults.add(wrong(fault))).toThrow(reason);
    expect((await list(mock)).status).toBe(200);
  });

  it("a rate that is no number", () => {
    const mock = createMock();

    expect(() => mock.faults.rateLimit(wrong({ limit: "many", perMs: 1 }))).toThrow("both numbers");
    expect(() => mock.faults.rateLimit(wrong({ limit: 1, perMs: Number.NaN }))).toThrow("both numbers");
  });
});

it("gives a fault without a body the one its status allows", async () => {
  const mock = createMock({ seed: 1 });
  mock.faults.add({ kind: "status", status: 204, times: 1 });
  mock.faults.add({ kind: "garbled" });

  expect((await list(mock)).status).toBe(204);
});

it("lets whoever waits for a slow answer go, and leaves no timer behind", async () => {
  const mock = createMock({ seed: 1 });
  mock.faults.add({ kind: "latency", ms: 60_000 });
  const before = process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const controller = new AbortController();
  const answer = list(mock, { signal: controller.signal });
  await vi.waitFor(() =>
    expect(process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length).toBeGreaterThan(before),
  );

  controller.abort();

  await expect(answer).rejects.toMatchObject({ name: "AbortError" });
  expect(process.getActiveResourcesInfo().filter((kind) => kind === "Timeout")).toHaveLength(before);
});

it("writes down what was dropped, for the application did send it", async () => {
  const mock = createMock({ seed: 1 });
  mock.faults.add({ kind: "drop", times: 1 });

  await list(mock).catch(() => {});
  await list(mock);

  expect(mock.requests.of("listOrganizations").map(({ status }) => status)).toEqual([0, 200]);
});

describe("time that cannot be moved like that is left alone:", () => {
  it.each([
    ["backwards", -1000, "`set` goes back"],
    ["backwards by units", { days: -1 }, "`set` goes back"],
    ["by no number", Number.NaN, "NaN milliseconds"],
    ["for ever", Number.POSITIVE_INFINITY, "cannot be set"],
    ["beyond what dates can hold", { days: 1e30 }, "cannot be set"],
    ["by text", "10m", "is no duration"],
    ["by nothing", undefined, "is no duration"],
  ])("%s", async (_, duration, reason) => {
    const { clock } = createMock({ seed: 1 });

    await expect(clock.advance(wrong(duration))).rejects.toThrow(reason);
    expect(clock.iso()).toBe("2026-01-01T00:00:00.000Z");
  });
});

describe("events that cannot be are refused:", () => {
  it.each([
    ["/_mock/events", { event: "user.created" }, "wants a name and data"],
    ["/_mock/events", { event: "", data: {} }, "wants a name and data"],
    ["/_mock/trigger", { event: "user.created", data: { id: 5 } }, "must be text"],
  ])("%s with %j", async (path, body, reason) => {
    const mock = createMock();

    const answer = await mock.fetch(path, { method: "POST", body: JSON.stringify(body) });

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(reason);
    expect(mock.events.all).toEqual([]);
  });
});

it("takes back only what snapshot() gave", () => {
  expect(() => createMock().restore(wrong(undefined))).toThrow("restore takes what snapshot() gave");
  expect(() => createMock().restore(wrong({ tables: {} }))).toThrow("restore takes what snapshot() gave");
});
