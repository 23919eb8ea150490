import { connect, type Socket } from "node:net";
import { setupServer } from "msw/node";
import { describe, expect, it, vi } from "vitest";
import { createMock } from "../src/mock.ts";
import { workosHandlers } from "../src/msw.ts";
import { serve } from "../src/server/serve.ts";

const key = "authorization: Bearer sk_test_default";

/** Opens a connection, and collects what comes. */
async function open(port: number): Promise<{ socket: Socket; received: () => string; ended: Promise<void> }> {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  socket.on("error", () => {});
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
  return { socket, received: () => text, ended };
}

describe("a server that is closed", () => {
  it.each([
    ["its headers", "POST /organizations HTTP/1.1\r\nhost: a\r\n"],
    ["its body", `POST /organizations HTTP/1.1\r\nhost: a\r\n${key}\r\ncontent-length: 50\r\n\r\n{"name":`],
  ])("does not wait for ever for a client that never ends %s", async (_, text) => {
    const mock = createMock();
    const server = await serve(mock);
    const { socket, ended } = await open(server.port);
    await new Promise((resolve) => socket.write(text, resolve));

    await server.close();

    await ended;
    mock.requests.expectNoSurprise();
  });

  it("waits for an answer that the mock itself holds back", async () => {
    const mock = createMock();
    const server = await serve(mock);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const override = mock.override("listOrganizations", async (_, next) => {
      await held;
      return next();
    });
    const headers = { authorization: `Bearer ${mock.apiKey}` };
    const answer = fetch(`${server.url}/organizations`, { headers });
    await vi.waitFor(() => expect(override.calls).toBe(1));

    const closed = server.close();
    release();

    expect((await answer).status).toBe(200);
    await closed;
  });
});

describe("a client of the server that", () => {
  it("breaks off in its body is no mistake of the mock", async () => {
    const mock = createMock();
    await using server = await serve(mock);
    const { socket, ended } = await open(server.port);
    socket.write(`POST /organizations HTTP/1.1\r\nhost: a\r\n${key}\r\ncontent-length: 50\r\n\r\n{"name":`);
    socket.end();
    await ended;

    await vi.waitFor(() => expect(mock.requests.all).toHaveLength(1));

    mock.requests.expectNoSurprise();
    expect(mock.requests.all).toMatchObject([{ operation: "createOrganization", status: 400 }]);
  });

  it("goes before its answer comes is let go", async () => {
    const mock = createMock();
    await using server = await serve(mock);
    const override = mock.override("listOrganizations", () => new Promise(() => {}));
    const { socket, ended } = await open(server.port);
    socket.write(`GET /organizations HTTP/1.1\r\nhost: a\r\n${key}\r\n\r\n`);
    await vi.waitFor(() => expect(override.calls).toBe(1));

    socket.destroy();
    await ended;

    await vi.waitFor(() => expect(mock.requests.of("listOrganizations")).toMatchObject([{ status: 0 }]));
  });

  it("joins its addresses carelessly is told the path it asked for", async () => {
    await using server = await serve(createMock());

    const response = await fetch(`${server.url}//organizations`);

    expect(response.status).toBe(501);
    expect(await response.json()).toMatchObject({ message: expect.stringContaining("GET //organizations") });
  });
});

it("takes no empty host, which would open it to everyone", async () => {
  await expect(serve(createMock(), { host: "" })).rejects.toThrow("The host is empty");
});

describe("HEAD is answered where GET is, without a body,", () => {
  it("by the server", async () => {
    const mock = createMock();
    await using server = await serve(mock);

    const ready = await fetch(`${server.url}/_mock/ready`, { method: "HEAD" });
    const list = await fetch(`${server.url}/organizations`, {
      method: "HEAD",
      headers: { authorization: `Bearer ${mock.apiKey}` },
    });

    expect([ready.status, list.status]).toEqual([200, 200]);
    expect(Number(list.headers.get("content-length"))).toBeGreaterThan(10);
    expect(await list.text()).toBe("");
    expect(mock.requests.of("listOrganizations")).toMatchObject([{ method: "HEAD" }]);
  });

  it("in process, and through MSW", async () => {
    const mock = createMock();
    const init = { method: "HEAD", headers: { authorization: `Bearer ${mock.apiKey}` } };
    const address = "https://api.workos.com/organizations";
    const msw = setupServer(...workosHandlers(mock));
    msw.listen({ onUnhandledFrame: "error" });

    for (const ask of [mock.fetch, fetch]) {
      const response = await ask(address, init);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe("");
    }
    msw.close();
  });
});

it("answers a Request of another realm, such as jsdom's", async () => {
  const mock = createMock();
  const real = new Request("https://api.workos.com/organizations", {
    headers: { authorization: `Bearer ${mock.apiKey}` },
  });
  const foreign = { method: real.method, url: real.url, headers: real.headers, body: null, signal: undefined };

  expect((await mock.fetch(foreign as never)).status).toBe(200);
});

it("lets pages in through MSW too, as the imitations of browsers ask that tests run in", async () => {
  const mock = createMock();
  const msw = setupServer(...workosHandlers(mock));
  msw.listen({ onUnhandledFrame: "error" });
  const address = "https://api.workos.com/organizations";
  const origin = "http://localhost:3000";

  const asked = { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization" };
  const preflight = await fetch(address, { method: "OPTIONS", headers: asked });
  const answer = await fetch(address, { headers: { origin, authorization: `Bearer ${mock.apiKey}` } });

  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-headers")).toBe("authorization");
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(answer.headers.get("access-control-expose-headers")).toContain("x-request-id");
  expect(mock.requests.all).toHaveLength(1);
  msw.close();
});

it("adds nothing to the timers that a test fakes", async () => {
  vi.useFakeTimers();
  const server = await serve(createMock());

  expect(vi.getTimerCount()).toBe(0);
  await server.close();
  vi.useRealTimers();
});
