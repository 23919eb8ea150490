import { EventEmitter } from "node:events";
import { createServer, request as httpRequest, type RequestListener } from "node:http";
import { connect } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { toFastifyHandler } from "../../src/fastify.ts";
import { type NodeRequest, toNodeHandler } from "../../src/node.ts";
import { createTestEvent, signPayload } from "../../src/testing.ts";
import { listen } from "../frameworks/listen.ts";
import { handlerUnderTest, recorder, secret } from "./deliver.ts";

/** Gives a request to the adapter and tells the status. */
async function statusOf(
  changes: Partial<NodeRequest>,
  body: string | object = createTestEvent("user.created"),
): Promise<[number, unknown]> {
  const { headers } = await signPayload(body, { secret });
  const hooks = handlerUnderTest({ maxBodyBytes: 5000 });
  const response = { statusCode: 0, setHeader: vi.fn(), end: vi.fn() };
  await toNodeHandler(hooks)({ method: "POST", headers, ...changes }, response);
  return [response.statusCode, JSON.parse(response.end.mock.calls[0]?.[0] ?? "{}").error];
}
const event = createTestEvent("user.created");
const text = JSON.stringify(event);

describe("the body of a Node request", () => {
  it.each<[string, Partial<NodeRequest>]>([
    ["rawBody as a Buffer", { rawBody: Buffer.from(text), body: { parsed: "differently" } }],
    ["rawBody as text", { rawBody: text }],
    ["body as a Buffer, from express.raw()", { body: Buffer.from(text), readableDidRead: true }],
    ["body as text, from express.text()", { body: text, readableDidRead: true }],
    ["body parsed, as the last resort", { body: event, readableDidRead: true }],
    ["body parsed, without a stream", { body: event }],
  ])("is taken from %s", async (_name, changes) => {
    expect(await statusOf(changes)).toEqual([200, undefined]);
  });

  it.each<[string, Partial<NodeRequest>, number, string]>([
    ["was consumed by somebody else", { readableDidRead: true, on: () => {} }, 500, "unsupported_payload"],
    ["was consumed, and body is undefined", { readableDidRead: true, body: undefined }, 500, "unsupported_payload"],
    ["was replaced by another object", { readableDidRead: true, body: {} }, 401, "signature_mismatch"],
    ["is longer than the limit in rawBody", { rawBody: Buffer.alloc(5001) }, 413, "payload_too_large"],
    ["is longer than the limit in bytes, not characters", { rawBody: "é".repeat(2501) }, 413, "payload_too_large"],
  ])("that %s is refused", async (_name, changes, status, error) => {
    expect(await statusOf(changes)).toEqual([status, error]);
  });

  it("is refused when two signature headers came", async () => {
    const { headers } = await signPayload(event, { secret });
    const both = { "workos-signature": [headers["workos-signature"], headers["workos-signature"]] };

    expect(await statusOf({ headers: both, rawBody: text })).toEqual([400, "malformed_header"]);
  });

  it("is read as text when somebody set an encoding", async () => {
    const { payload, headers } = await signPayload(event, { secret });
    const stream = Object.assign(new EventEmitter(), { method: "POST", headers, pause: () => {} });
    const end = vi.fn();
    const answered = toNodeHandler(handlerUnderTest())(stream, { statusCode: 0, setHeader: () => {}, end });

    stream.emit("data", String(payload));
    stream.emit("end");
    await answered;

    expect(end).toHaveBeenCalledWith('{"received":true}');
  });

  it("does not answer twice", async () => {
    const end = vi.fn();
    await toNodeHandler(handlerUnderTest())(
      { method: "GET", headers: {} },
      { statusCode: 0, setHeader: () => {}, end, headersSent: true },
    );

    expect(end).not.toHaveBeenCalled();
  });
});

describe("over a real connection", () => {
  /** Serves a handler whose seen events and errors can be looked at. */
  async function serve() {
    const hooks = handlerUnderTest({ maxBodyBytes: 50_000 });
    const seen = recorder();
    hooks.onAny(seen.run);
    return { ...(await listen(createServer(toNodeHandler(hooks) as RequestListener))), hooks, seen };
  }

  it("reads a body that comes in pieces", async () => {
    const { url, stop, seen } = await serve();
    const { payload, headers } = await signPayload(event, { secret });
    const status = await new Promise<number | undefined>((resolve) => {
      const outgoing = httpRequest(url, { method: "POST", headers }, (response) =>
        resolve(response.resume().statusCode),
      );
      for (const character of String(payload)) outgoing.write(character);
      outgoing.end();
    });

    expect([status, seen.events.length]).toEqual([200, 1]);
    await stop();
  });

  it("cuts off a body that never ends", async () => {
    const { url, stop } = await serve();
    const { headers } = await signPayload("{}", { secret });
    const status = await new Promise<number | undefined>((resolve) => {
      const outgoing = httpRequest(url, { method: "POST", headers }, (response) => {
        outgoing.destroy();
        resolve(response.statusCode);
      });
      outgoing.on("error", () => {});
      const more = (): void => {
        if (!outgoing.destroyed) outgoing.write(Buffer.alloc(20_000), more);
      };
      more();
    });

    expect(status).toBe(413);
    await stop();
  });

  it("survives a sender that hangs up in the middle", async () => {
    const { url, stop, hooks, seen } = await serve();
    const { headers } = await signPayload(event, { secret });
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write(
      `POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\nworkos-signature: ${headers["workos-signature"]}\r\n\r\n{"id":`,
    );
    socket.once("connect", () => setImmediate(() => socket.destroy()));

    await expect.poll(() => hooks.errors.length).toBe(1);
    expect(seen.events).toEqual([]);
    expect((await fetch(url)).status).toBe(405);
    await stop();
  });
});

it("lets Fastify answer with what it has", async () => {
  const { payload, headers } = await signPayload(event, { secret });
  const reply = { code: vi.fn(), headers: vi.fn(), send: vi.fn() };

  await toFastifyHandler(handlerUnderTest())({ method: "POST", headers, body: {}, rawBody: payload }, reply);
  await toFastifyHandler(handlerUnderTest({ maxBodyBytes: 5 }))(
    { method: "POST", headers, body: {}, rawBody: payload },
    reply,
  );

  expect(reply.code.mock.calls).toEqual([[200], [413]]);
  expect(reply.headers).toHaveBeenLastCalledWith(expect.objectContaining({ connection: "close" }));
});
