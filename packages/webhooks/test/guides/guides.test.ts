import { DatabaseSync } from "node:sqlite";
import { beforeEach, expect, it } from "vitest";
import { sqliteTable } from "../../src/sqlite.ts";
import { createTestEvent, createTestRequest, signPayload } from "../../src/testing.ts";
import { decide } from "./actions.example.ts";
import { noticeStrangers } from "./allow-list.example.ts";
import { receive as receiveByHand } from "./by-hand.example.ts";
import { receive as receiveMigrated } from "./migration.example.ts";
import { apply, type Users } from "./ordering.example.ts";
import { POST, receive as receiveAsInReadme } from "./readme.example.ts";
import { reports } from "./report.ts";
import { hooks as rotating } from "./rotation.example.ts";
import { hooks as checking } from "./schema.example.ts";
import { createHooks, onSqlite } from "./stores.example.ts";
import "./testing.example.ts";

const secret = "whsec_frameworks";
beforeEach(() => {
  reports.length = 0;
});

it("checks metadata with a schema", async () => {
  const statuses: number[] = [];
  for (const seats of ["12", "many"]) {
    const event = createTestEvent("organization.created", { id: seats, data: { id: "org_1", metadata: { seats } } });
    statuses.push((await checking.fetch(await createTestRequest(event, { secret }))).status);
  }

  expect(statuses).toEqual([200, 500]);
  expect(reports).toEqual(["org_1 has 13 seats", expect.stringContaining("seats")]);
});

it("rotates: accepts both secrets, and notices the old one", async () => {
  const statuses: number[] = [];
  for (const key of [secret, "whsec_old", "whsec_other"]) {
    const event = createTestEvent("user.created", { id: key });
    statuses.push((await rotating.fetch(await createTestRequest(event, { secret: key }))).status);
  }

  expect(statuses).toEqual([200, 200, 401]);
  expect(reports).toEqual(["WorkOS still signs with the old secret"]);
});

it("handles by hand what it knows and what it does not", async () => {
  const unknown = { id: "event_1", event: "brand.new", data: {} };

  for (const body of [createTestEvent("user.created", { data: { email: "ada@example.com" } }), unknown]) {
    expect((await receiveByHand(await createTestRequest(body, { secret }))).status).toBe(200);
  }

  expect(reports).toEqual(["welcome ada@example.com", "ignored brand.new"]);
});

it("does what the README of the package shows", async () => {
  const request = () =>
    createTestRequest(createTestEvent("user.created", { data: { email: "ada@example.com" } }), { secret });

  expect((await POST(await request())).status).toBe(200);
  expect(await receiveAsInReadme(await request())).toBe("user.created");
  await expect(receiveAsInReadme(new Request("http://localhost", { method: "POST" }))).rejects.toMatchObject({
    code: "missing_header",
  });
  expect(reports).toEqual(["welcome ada@example.com"]);
});

it("migrates without another word changed", async () => {
  const signed = await signPayload(createTestEvent("dsync.user.created", { data: { first_name: "Ada" } }), { secret });

  expect(await receiveMigrated(String(signed.payload), signed.sigHeader)).toBe(200);
  expect(await receiveMigrated("{}", signed.sigHeader)).toBe(401);
  expect(reports).toEqual(["hello Ada"]);
});

it("opens a store and skips what was handled", async () => {
  const database = new DatabaseSync(":memory:");
  database.exec(sqliteTable());
  const hooks = createHooks(secret, onSqlite(database)).onAny(() => reports.push("handled"));

  for (let turn = 0; turn < 2; turn++)
    await hooks.fetch(await createTestRequest(createTestEvent("user.created"), { secret }));

  expect(reports).toEqual(["handled"]);
});

it("notices strangers", () => {
  noticeStrangers("3.217.146.166");
  noticeStrangers("203.0.113.9");

  expect(reports).toEqual(["a delivery from 203.0.113.9"]);
});

it("decides actions and signs the answer", async () => {
  const request = await createTestRequest(
    { object: "user_registration_action_context", id: "action_1" },
    { secret: "whsec_action" },
  );

  const answer = await (await decide(request)).json();

  expect(answer).toMatchObject({ object: "user_registration_action_response", payload: { verdict: "Deny" } });
  expect((await decide(await createTestRequest({}, { secret: "guessed" }))).status).toBe(401);
});

it("applies events in order, whatever order they came in", () => {
  const users: Users = new Map();
  const event = (email: string, updated_at: string) =>
    createTestEvent("user.updated", { id: email, created_at: updated_at, data: { id: "user_1", email, updated_at } });

  apply(users, [event("new@example.com", "2026-11-20T12:00:01Z"), event("old@example.com", "2026-11-20T12:00:00Z")]);
  apply(users, [event("late@example.com", "2026-11-20T11:00:00Z")]);

  expect(users.get("user_1")?.email).toBe("new@example.com");
});
