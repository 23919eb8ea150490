import { describe, expect, it } from "vitest";
import { createMock } from "../src/mock.ts";
import { serve } from "../src/server/serve.ts";

const names = Array.from({ length: 200 }, (_, index) => `worker${index}`);
type Send = (path: string, body?: object) => Promise<{ status: number; body: never }>;

/** Calls with one API key, through a `fetch`. */
function sender(name: string, base: string, send: (url: string, init: RequestInit) => Promise<Response>): Send {
  const headers = { authorization: `Bearer sk_test_${name}`, "content-type": "application/json" };
  return async (path, body) => {
    const init = body ? { method: "POST", body: JSON.stringify(body) } : {};
    const answer = await send(`${base}${path}`, { headers, ...init });
    const text = await answer.text();
    return { status: answer.status, body: (text === "" ? undefined : JSON.parse(text)) as never };
  };
}

/**
 * What a test file does, and what it sees of it: state with a field that must be unique, the clock, an override, a fault,
 * a message, a webhook endpoint, a snapshot. Every worker does other things, so that a leak cannot look right.
 */
async function work(name: string, index: number, send: Send, others: () => Promise<void>): Promise<object> {
  await send("/_mock/clock", { set: new Date(Date.UTC(2030, 0, 1 + index)).toISOString() });
  await send("/organizations", { name, external_id: "same" });
  await send("/user_management/magic_auth", { email: "ada@acme.test" });
  await send("/webhook_endpoints", { endpoint_url: `http://127.0.0.1:9/${name}`, events: ["user.created"] });
  await send("/_mock/snapshots", {});
  const status = 500 + (index % 7);
  if (index % 2 === 0) await send("/_mock/overrides", { operation: "listUsers", status, body: { name } });
  if (index % 3 === 0) await send("/_mock/faults", { kind: "status", operation: "listConnections", status: 503 });
  if (index % 5 === 0) await send("/_mock/reset", {});
  await others();
  const organizations: { data: { name: string }[] } = (await send("/organizations")).body;
  const events: { data: { event: string }[] } = (await send("/events?events=organization.created")).body;
  const endpoints: { data: { endpoint_url: string }[] } = (await send("/webhook_endpoints")).body;
  const clock: { now: string } = (await send("/_mock/clock")).body;
  const requests: { operation: string }[] = (await send("/_mock/requests")).body;
  const outbox: unknown[] = (await send("/_mock/outbox")).body;
  const users = await send("/user_management/users");
  return {
    organizations: organizations.data.map((each) => each.name),
    events: events.data.length,
    endpoints: endpoints.data.map((each) => each.endpoint_url),
    day: clock.now.slice(0, 10),
    requests: requests.map(({ operation }) => operation),
    outbox: outbox.length,
    users: users.status === 200 ? 200 : users,
    connections: (await send("/connections")).status,
  };
}

/** What a worker sees that is alone in the world. */
function alone(name: string, index: number, today: string): object {
  const isReset = index % 5 === 0;
  const kept = <Value>(value: Value) => (isReset ? [] : [value]);
  const wrote = ["createOrganization", "createMagicAuth", "createWebhookEndpoint"];
  return {
    organizations: kept(name),
    events: isReset ? 0 : 1,
    endpoints: kept(`http://127.0.0.1:9/${name}`),
    day: isReset ? today : new Date(Date.UTC(2030, 0, 1 + index)).toISOString().slice(0, 10),
    requests: [...(isReset ? [] : wrote), "listOrganizations", "listEvents", "listWebhookEndpoints"],
    outbox: isReset ? 0 : 1,
    users: index % 2 === 0 && !isReset ? { status: 500 + (index % 7), body: { name } } : 200,
    connections: index % 3 === 0 && !isReset ? 503 : 200,
  };
}

/** Lets every worker write before the first of them reads. */
function barrier(size: number): () => Promise<void> {
  let waiting = size;
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    if (--waiting === 0) open();
    return opened;
  };
}

describe("two hundred parallel test files", () => {
  it("share nothing on one server, without a call to set anything up", async () => {
    await using server = await serve(createMock({ start: "2026-01-01T00:00:00Z" }));
    const others = barrier(names.length);

    const seen = await Promise.all(
      names.map((name, index) => work(name, index, sender(name, server.url, fetch), others)),
    );

    expect(seen).toEqual(names.map((name, index) => alone(name, index, "2026-01-01")));
  });

  it("share nothing in one process, each with a mock of its own and the same key", async () => {
    const others = barrier(names.length);

    const seen = await Promise.all(
      names.map((name, index) => {
        const { fetch } = createMock({ seed: index });
        return work(name, index, sender("default", "https://api.workos.com", fetch), others);
      }),
    );

    expect(seen).toEqual(names.map((name, index) => alone(name, index, "2026-01-01")));
  });

  it("would be seen to share, if they did", async () => {
    const { fetch } = createMock({ seed: 1 });
    const others = barrier(names.length);

    const seen = await Promise.all(
      names.map((name, index) => work(name, index, sender("shared", "https://api.workos.com", fetch), others)),
    );

    const right = seen.filter(
      (each, index) => JSON.stringify(each) === JSON.stringify(alone(names[index] ?? "", index, "2026-01-01")),
    );
    expect(right).toEqual([]);
  });
});
