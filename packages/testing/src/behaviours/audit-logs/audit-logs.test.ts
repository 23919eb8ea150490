import { describe, expect, it } from "vitest";
import { type Api, checkedMock } from "../../../test/checked-mock.ts";

const event = {
  action: "report.shared",
  occurred_at: "2025-12-20T12:00:00.000Z",
  actor: { id: "u1", type: "user", name: 'Robin "Rob" Vale' },
  targets: [{ id: "r1", type: "report" }],
  context: { location: "203.0.113.24" },
  metadata: { plan: "team" },
};
const schema = {
  targets: [{ type: "report" }],
  metadata: { type: "object", properties: { plan: { type: "string" } } },
};
const range = { range_start: "2025-12-01T00:00:00.000Z", range_end: "2026-01-01T00:00:00.000Z" };

async function setUp() {
  const { mock, api } = checkedMock();
  const { id } = mock.dashboard.organizations.create({ name: "Acme" });
  await api("POST /audit_logs/actions/report.shared/schemas", schema);
  const record = (changes = {}, headers = {}) =>
    api("POST /audit_logs/events", { organization_id: id, event: { ...event, ...changes } }, headers);
  return { mock, api, id, record };
}

async function csvOf(api: Api, organization: string, filters = {}): Promise<string[]> {
  const created = await api("POST /audit_logs/exports", { organization_id: organization, ...range, ...filters });
  expect([created.status, created.body.state]).toEqual([201, "pending"]);
  const ready = (await api(`GET /audit_logs/exports/${created.body.id}`)).body;
  expect(ready.state).toBe("ready");
  const { body } = await api(`GET ${new URL(ready.url).pathname}`);
  return body.trimEnd().split("\r\n").slice(1);
}

describe("audit logs", () => {
  it("record events that come out of an export once", async () => {
    const { api, id, record } = await setUp();

    expect((await record()).body).toEqual({ success: true });

    const rows = await csvOf(api, id);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain('"Robin ""Rob"" Vale"');
  });

  it.each([
    ["an action nobody configured", { action: "nope" }, "/action"],
    ["a target the schema lacks", { targets: [{ id: "1", type: "invoice" }] }, "/targets/0/type"],
    ["metadata of another type", { metadata: { plan: 7 } }, "/metadata/plan"],
    ["a version that does not exist", { version: 9 }, "/version"],
  ])("refuse %s", async (_, changes, instancePath) => {
    const { record } = await setUp();

    const refused = await record(changes);

    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ code: "invalid_audit_log_event", errors: [{ instancePath }] });
  });

  it("want a version once the action has several", async () => {
    const { api, record } = await setUp();
    const second = await api("POST /audit_logs/actions/report.shared/schemas", schema);

    expect(second.body.version).toBe(2);
    expect((await record()).body.errors[0].instancePath).toBe("/version");
    expect((await record({ version: 1 })).status).toBe(200);
    expect((await api("GET /audit_logs/actions")).body.data).toMatchObject([
      { name: "report.shared", schema: { version: 2 } },
    ]);
    expect((await api("GET /audit_logs/actions/report.shared/schemas")).body.data).toHaveLength(2);
  });

  it("record a repeated request with the same key once, for a day", async () => {
    const { mock, api, id, record } = await setUp();
    const key = { "idempotency-key": "k1" };
    await record({}, key);
    await record({}, key);
    expect(mock.dashboard.auditLogs.list({ organization: id })).toHaveLength(1);

    await record({ occurred_at: "2025-12-21T12:00:00.000Z" }, key);
    await mock.clock.advance({ days: 1 });
    await record({}, key);

    expect(await csvOf(api, id)).toHaveLength(3);
  });

  it("are filtered by action, actor and target", async () => {
    const { api, id, record } = await setUp();
    await record();

    expect(await csvOf(api, id, { actions: ["other"] })).toEqual([]);
    expect(await csvOf(api, id, { actor_ids: ["u1"], targets: ["report"], actions: ["report.shared"] })).toHaveLength(
      1,
    );
    expect(await csvOf(api, id, { actor_names: ["Nobody"] })).toEqual([]);
  });

  it("give links that run out and are renewed by each fetch", async () => {
    const { mock, api, id } = await setUp();
    const { body } = await api("POST /audit_logs/exports", { organization_id: id, ...range });
    const first = (await api(`GET /audit_logs/exports/${body.id}`)).body.url;
    await mock.clock.advance({ minutes: 11 });

    expect((await api(`GET ${new URL(first).pathname}`)).status).toBe(403);
    const second = (await api(`GET /audit_logs/exports/${body.id}`)).body.url;
    expect((await api(`GET ${new URL(second).pathname}`)).status).toBe(200);
  });

  it("let exports wait and fail as planned", async () => {
    const { mock, api, id } = await setUp();
    mock.dashboard.auditLogs.planExports({ states: ["pending", "error"] });
    const { body } = await api("POST /audit_logs/exports", { organization_id: id, ...range });
    const state = async () => (await api(`GET /audit_logs/exports/${body.id}`)).body.state;

    expect([await state(), await state(), await state()]).toEqual(["pending", "error", "error"]);
  });

  it.each([
    ["begins after its end", { range_start: range.range_end, range_end: range.range_start }],
    ["reaches back too far", { range_start: "2025-01-01T00:00:00.000Z" }],
    ["is no date", { range_start: "yesterday" }],
  ])("refuse an export whose range %s", async (_, changes) => {
    const { api, id } = await setUp();

    expect((await api("POST /audit_logs/exports", { organization_id: id, ...range, ...changes })).status).toBe(400);
  });

  it("keep events as long as the retention says", async () => {
    const { api, id, record } = await setUp();
    await record({ occurred_at: "2025-11-30T00:00:00.000Z" });
    const path = `/organizations/${id}/audit_logs_retention`;
    expect((await api(`GET ${path}`)).body).toEqual({ retention_period_in_days: null });

    expect((await api(`PUT ${path}`, { retention_period_in_days: 30 })).body).toEqual({ retention_period_in_days: 30 });

    expect(await csvOf(api, id, { range_start: "2025-11-01T00:00:00.000Z" })).toEqual([]);
    expect((await api(`PUT ${path}`, { retention_period_in_days: 31 })).status).toBe(422);
    expect((await api(`GET /organizations/${id}/audit_log_configuration`)).body).toMatchObject({
      state: "active",
      retention_period_in_days: 30,
    });
  });
});
