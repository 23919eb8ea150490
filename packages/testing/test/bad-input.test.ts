import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMock, type Mock } from "../src/mock.ts";
import { type MockServer, serve } from "../src/server/serve.ts";
import { findBreaches } from "./load/invariants.ts";

let mock: Mock;
let server: MockServer;
let before: string;

beforeEach(async () => {
  mock = createMock({ data: { organizations: [{ id: "org_1", name: "Acme" }] } });
  server = await serve(mock);
  before = JSON.stringify(mock.export().tables);
});
// Whatever came in: nothing was changed by it, and everybody else is still served.
afterEach(async () => {
  expect(JSON.stringify(mock.export().tables)).toBe(before);
  expect(findBreaches(mock)).toEqual([]);
  expect((await send("GET", "/organizations/org_1")).status).toBe(200);
  expect(Object.keys(Object.prototype)).toEqual([]);
  await server.close();
});

async function send(method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) {
  const answer = await fetch(server.url + path, {
    method,
    headers: { authorization: `Bearer ${mock.apiKey}`, "content-type": "application/json", ...headers },
    redirect: "manual",
    ...(body !== undefined && { body }),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

/** Sends bytes as they are; `fetch` would mend them. */
async function raw(...lines: string[]): Promise<string> {
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  socket.end(`${lines.join("\r\n")}\r\n\r\n`);
  return text(socket);
}

const key = () => `Authorization: Bearer ${mock.apiKey}`;

describe("bad input", () => {
  it.each([
    ["JSON that breaks off", "{", 400],
    ["JSON that is no object", "[1]", 400],
    ["a bare word", "null", 400],
    ["wrong types all over", '{"name":{"__proto__":1},"metadata":[],"domain_data":7}', 422],
    ["nothing", "", 422],
  ])("%s is refused", async (_, body, status) => {
    expect((await send("POST", "/organizations", body)).status).toBe(status);
  });

  it("of another type is refused", async () => {
    const xml = { "content-type": "text/xml" };

    expect((await send("POST", "/organizations", "<name>Acme</name>", xml)).status).toBe(415);
  });

  it("of more than ten megabytes is refused", async () => {
    const body = JSON.stringify({ name: "x".repeat(10 * 1024 * 1024) });

    expect((await send("POST", "/organizations", body)).status).toBe(413);
  });

  it("to unknown paths is told from what is not there, and names what is near", async () => {
    const answer = await send("GET", "/organisations");

    expect([answer.status, answer.headers.get("x-mock-reason")]).toEqual([501, "unknown-operation"]);
    expect(answer.body).toContain("GET /organizations");
  });

  it.each(["TRACE", "PUT", "PROPFIND", "DANCE"])("by the method %s is refused", async (method) => {
    const answer = await raw(`${method} /organizations HTTP/1.1`, "Host: x", key(), "Connection: close");

    expect(answer).toMatch(/^HTTP\/1\.1 (400|405) /);
  });

  it.each([
    "/organizations/../../../../etc/passwd",
    "/organizations/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/organizations/..%5c..%5cwindows",
    "/_mock/../organizations/org_2",
    "//etc/passwd",
    "/organizations/%00",
    "/organizations/%E0%A4%A",
    "/organizations/__proto__",
    "/organizations/constructor",
  ])("at the path %s leads nowhere", async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1`, "Host: x", key(), "Connection: close");

    expect(answer).toMatch(/^HTTP\/1\.1 (400|404|501) /);
    expect(answer).not.toContain("root:");
  });

  it("cannot add headers to an answer", async () => {
    mock.dashboard.redirectUris.create({ uri: "https://app.test/callback" });
    before = JSON.stringify(mock.export().tables);
    const query = `client_id=${mock.clientId}&response_type=code&redirect_uri=https://app.test/callback`;
    const state = encodeURIComponent("a\r\nSet-Cookie: session=stolen\r\n\r\n<script>");

    const answer = await send("GET", `/sso/authorize?${query}&state=${state}`);

    expect(answer.status).toBe(302);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(new URL(answer.headers.get("location") ?? "").searchParams.get("state")).toContain("Set-Cookie");
  });

  it("cannot slip in a header between lines", async () => {
    const answer = await raw(
      "GET /organizations HTTP/1.1",
      "Host: x",
      "Bad header\u0001: y",
      key(),
      "Connection: close",
    );

    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it("cannot reach the prototype of anything", async () => {
    const body = '{"name":1,"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}';

    expect((await send("POST", "/organizations", body)).status).toBe(422);
    expect((await send("GET", "/organizations?__proto__[admin]=true&constructor=1&limit=0")).status).toBe(422);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it.each(["Bearer", "Basic c2s6", "Bearer  ", "Bearer sk_test_../..", `Bearer ${"x".repeat(5000)}`])(
    "with the key %j is refused",
    async (authorization) => {
      expect((await send("GET", "/organizations", undefined, { authorization })).status).toBe(401);
    },
  );
});
