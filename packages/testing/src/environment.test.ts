import { describe, expect, it } from "vitest";
import { checkedMock } from "../test/checked-mock.ts";
import { createMock } from "./mock.ts";

describe("overrides", () => {
  it("answer an operation as often as asked", async () => {
    const { mock, api } = checkedMock();
    const override = mock.override("createOrganization", { status: 409, body: { message: "Taken." }, times: 1 });

    expect((await api("POST /organizations", { name: "A" })).status).toBe(409);
    expect((await api("POST /organizations", { name: "A" })).status).toBe(201);
    expect(override.calls).toBe(1);
  });

  it("apply when a predicate says so, and end with their scope", async () => {
    const { mock, api } = checkedMock();
    {
      using _down = mock.override(
        "createOrganization",
        { status: 409, body: { message: "No." } },
        { when: ({ body }) => body.name === "bad" },
      );
      expect((await api("POST /organizations", { name: "good" })).status).toBe(201);
      expect((await api("POST /organizations", { name: "bad" })).status).toBe(409);
    }
    expect((await api("POST /organizations", { name: "bad" })).status).toBe(201);
  });

  it("are typed by operation", () => {
    const { mock } = checkedMock();

    // @ts-expect-error there is no such operation
    expect(() => mock.override("createNothing", { status: 200 })).toThrow("no operation");
    mock.override("createOrganization", ({ body }) => {
      // @ts-expect-error the body has no such field
      void body.colour;
      return mock.dashboard.organizations.create(body);
    });
    expect(mock.requests.all).toEqual([]);
  });

  it("may let the request go on and change the answer", async () => {
    const { mock, api } = checkedMock();
    mock.override("createOrganization", async (_, next) => ({ ...((await next()) as object), name: "Changed" }));

    const { status, body } = await api("POST /organizations", { name: "Acme" });

    expect([status, body.name]).toEqual([201, "Changed"]);
    expect((await api(`GET /organizations/${body.id}`)).body.name).toBe("Acme");
  });
});

describe("faults", () => {
  it("give a status, for one operation and a number of times", async () => {
    const { mock, api } = checkedMock();
    mock.faults.add({ kind: "status", status: 503, operation: "listOrganizations", times: 1 });

    expect((await api("GET /events")).status).toBe(200);
    expect((await api("GET /organizations")).status).toBe(503);
    expect((await api("GET /organizations")).status).toBe(200);
  });

  it("drop the connection, garble the body, and wait", async () => {
    const { mock, api } = checkedMock();
    mock.faults.add({ kind: "drop", times: 1 });
    await expect(api("GET /organizations")).rejects.toThrow("fetch failed");

    mock.faults.add({ kind: "garbled", times: 1 });
    await expect(api("GET /organizations")).rejects.toThrow(SyntaxError);

    mock.faults.add({ kind: "latency", ms: 20, times: 1 });
    const before = performance.now();
    await api("GET /organizations");
    expect(performance.now() - before).toBeGreaterThan(15);
  });

  it("limit the rate by the clock, with Retry-After", async () => {
    const { mock, api } = checkedMock();
    mock.faults.rateLimit({ limit: 2, perMs: 60_000 });
    const statuses = [];
    for (let index = 0; index < 3; index++) statuses.push((await api("GET /organizations")).status);
    const limited = await api("GET /organizations");

    expect(statuses).toEqual([200, 200, 429]);
    expect(limited.headers.get("retry-after")).toBe("60");
    await mock.clock.advance({ minutes: 1 });
    expect((await api("GET /organizations")).status).toBe(200);
  });

  it("strike by chance, the same in each run", async () => {
    const run = async () => {
      const { mock, api } = checkedMock();
      mock.faults.add({ kind: "status", status: 500, probability: 0.5 });
      const statuses = [];
      for (let index = 0; index < 20; index++) statuses.push((await api("GET /organizations")).status);
      return statuses;
    };

    const statuses = await run();

    expect(new Set(statuses)).toEqual(new Set([200, 500]));
    expect(await run()).toEqual(statuses);
  });
});

describe("the journal", () => {
  it("finds requests by pattern and hides the key", async () => {
    const { mock, api } = checkedMock();
    await api("POST /organizations", { name: "Acme", metadata: { plan: "team" } });

    const [record] = mock.requests.expect("createOrganization", { body: { metadata: { plan: "team" } }, status: 201 });

    expect(record?.headers.authorization).toBe("[hidden]");
    expect(mock.requests.of("createOrganization", { body: { name: expect.stringMatching(/^A/) } })).toHaveLength(1);
  });

  it("explains why nothing matched", async () => {
    const { mock, api } = checkedMock();
    await api("POST /organizations", { name: "Acme" });

    expect(() => mock.requests.expect("createOrganization", { body: { name: "Blue" } })).toThrow(
      'body.name is "Acme", expected "Blue"',
    );
    expect(() => mock.requests.expect("listEvents")).toThrow("Called were: createOrganization");
  });

  it("lists what met no operation", async () => {
    const { mock, api } = checkedMock();
    await api("GET /nothing");

    expect(mock.requests.unmatched).toMatchObject([{ path: "/nothing", status: 501 }]);
    expect(() => mock.requests.expectNoSurprise()).toThrow("GET /nothing met no operation");
  });
});

describe("the event view", () => {
  it("shows what has happened, typed by name", async () => {
    const { mock, api } = checkedMock();
    await api("POST /organizations", { name: "Acme", domains: ["acme.test"] });

    expect(mock.events.names).toEqual([
      "organization.created",
      "organization_domain.created",
      "organization_domain.verified",
    ]);
    expect(mock.events.of("organization_domain.created")[0]?.data.domain).toBe("acme.test");
  });
});

describe("reset", () => {
  it("returns to the beginning: state, overrides, faults, journal, clock", async () => {
    const { mock, api } = checkedMock();
    await api("POST /organizations", { name: "Acme" });
    mock.override("listOrganizations", { status: 500, body: {} });
    mock.faults.add({ kind: "drop" });
    await mock.clock.advance({ days: 1 });

    mock.reset();

    expect(mock.requests.all).toEqual([]);
    expect((await api("GET /organizations")).body.data).toEqual([]);
    expect((await api("GET /events")).body.data).toEqual([]);
    expect(mock.clock.iso()).toBe("2026-01-01T00:00:00.000Z");
  });

  it.each([
    ["repeats ids and tokens with a seed", 1, true],
    ["never hands out a token twice without one: applications outlive a reset", undefined, false],
  ])("%s", (_, seed, isRepeated) => {
    const mock = createMock({ seed, start: "2026-01-01T00:00:00.000Z" });
    const make = () => {
      const user = mock.dashboard.users.create({ email: "ada@acme.test" });
      return [user.id, mock.dashboard.sessions.create({ user: user.id }).refresh_token];
    };
    const before = make();
    mock.reset();

    const after = make();

    expect(after.map((each, index) => each === before[index])).toEqual([isRepeated, isRepeated]);
  });

  it("goes back to a snapshot again and again", async () => {
    const { mock, api } = checkedMock();
    await api("POST /organizations", { name: "Acme" });
    const point = mock.snapshot();

    for (const name of ["B", "C"]) {
      await api("POST /organizations", { name });
      mock.restore(point);
    }

    expect((await api("GET /organizations")).body.data).toHaveLength(1);
  });
});

describe("controls over HTTP", () => {
  it("do what a test does in process", async () => {
    const { mock, api } = checkedMock();
    await api("POST /_mock/seed", { organizations: [{ name: "Acme" }] });
    const { id } = (await api("POST /_mock/snapshots")).body;
    await api("POST /_mock/reset");
    await api(`POST /_mock/snapshots/${id}/restore`);
    await api("POST /_mock/overrides", {
      operation: "listConnections",
      status: 403,
      body: { message: "No." },
      times: 1,
    });
    await api("POST /_mock/clock", { advance: { days: 1 } });

    expect((await api("GET /organizations")).body.data).toHaveLength(1);
    expect((await api("GET /connections")).status).toBe(403);
    expect((await api("GET /_mock/clock")).body.now).toBe("2026-01-02T00:00:00.000Z");
    expect((await api("GET /_mock/requests?operation=listOrganizations")).body).toHaveLength(1);
    expect((await api("GET /_mock/nothing")).status).toBe(501);
    expect(mock.requests.all.every(({ path }) => !path.startsWith("/_mock"))).toBe(true);
  });

  it("work on the environment of the key", async () => {
    const { mock, api } = checkedMock();
    await api("POST /_mock/seed", { organizations: [{ name: "Acme" }] }, { authorization: "Bearer sk_test_other" });

    expect((await api("GET /organizations")).body.data).toEqual([]);
    expect(mock.environment("other").world.export().tables.organizations).toHaveLength(1);
  });
});
