import { setupServer } from "msw/node";
import { describe, expect, it } from "vitest";
import { createMock } from "../src/mock.ts";
import { operationHandlers, workosHandlers } from "../src/msw.ts";
import { serve } from "../src/server/serve.ts";

/** What plain JavaScript may give. */
const wrong = (value: unknown) => value as never;

describe("createMock refuses what it would otherwise take without a word:", () => {
  it.each([
    [{ sed: 1 }, 'createMock has no "sed"'],
    [null, "one object of options"],
    ["seed.yaml", "one object of options"],
    [{ apiKey: "" }, "`apiKey` must be text"],
    [{ apiKey: 5 }, "`apiKey` must be text"],
    [{ clientId: "a b" }, "`clientId` must be text"],
    [{ journalLimit: -1 }, "`journalLimit` must be a number"],
    [{ data: [] }, "A seed is a map of resources"],
    [{ data: null }, "A seed is a map of resources"],
    [{ data: { users: [{ email: "a@b.test" }, { email: "a@b.test" }] } }, "users[1] is refused"],
  ])("%j", (options, reason) => {
    expect(() => createMock(wrong(options))).toThrow(TypeError);
    expect(() => createMock(wrong(options))).toThrow(reason);
  });

  it.each(["", "a b", "invalid-1", "ä", "x".repeat(101)])("an environment called %j", (name) => {
    expect(() => createMock().environment(name)).toThrow("is no name of an environment");
  });
});

it("keeps no journal when none is wanted", async () => {
  const mock = createMock({ journalLimit: 0 });

  for (let request = 0; request < 3; request++) await mock.fetch("/organizations");

  expect(mock.requests.all).toEqual([]);
});

describe("handlers for MSW", () => {
  it.each(["api.workos.com", "/", "https://api.workos.com/v1", "https://", ""])("refuse the origin %j", (origin) => {
    expect(() => workosHandlers(createMock(), { origins: [origin] })).toThrow("is no origin");
    expect(() => operationHandlers(createMock(), { origins: [origin] })).toThrow("is no origin");
  });

  it("refuse no origin, and several where there is one handler for each operation", () => {
    expect(() => workosHandlers(createMock(), { origins: [] })).toThrow("`origins` is empty");
    expect(() => operationHandlers(createMock(), { origins: ["http://a.test", "http://b.test"] })).toThrow(
      "one origin",
    );
  });

  it("take an origin as browsers copy it, with a slash behind", async () => {
    const mock = createMock();
    const server = setupServer(...workosHandlers(mock, { origins: ["http://localhost:4010/"] }));
    server.listen({ onUnhandledFrame: "error" });

    const { status } = await fetch("http://localhost:4010/organizations");

    expect(status).toBe(401);
    server.close();
  });
});

it("takes a state back that is larger than what the API takes", async () => {
  const mock = createMock({ data: { organizations: { id: "org_1", name: "Acme" } } });
  await using server = await serve(mock);
  const state = mock.export();
  const [organization] = state.tables.organizations ?? [];
  const large = {
    ...state,
    tables: { ...state.tables, organizations: [{ ...organization, note: "x".repeat(11_000_000) }] },
  };

  const { status } = await fetch(`${server.url}/_mock/state`, { method: "PUT", body: JSON.stringify(large) });

  expect(status).toBe(204);
});

it.each([
  ["a row that does not fit", { outbox: [{ id: "message_1" }] }],
  ["a table there is not", { organisations: [] }],
])("keeps the state it has when it is given one with %s", async (_, tables) => {
  const mock = createMock({ data: { organizations: { id: "org_1", name: "Acme" } } });
  const body = JSON.stringify({ version: 1, cells: {}, tables });

  const answer = await mock.fetch("/_mock/state", { method: "PUT", body });

  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain("This state cannot be taken.");
  expect(mock.export().tables.organizations).toHaveLength(1);
});
