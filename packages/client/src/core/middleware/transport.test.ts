import { getEventListeners } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { json, type Reply, recorder } from "../../../test/recorder.ts";
import { createCore } from "../core.ts";
import { ConnectionError, ParseError, TimeoutError } from "../errors/errors.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

describe("transport", () => {
  it("bounds the reading of the body, not only the headers", async () => {
    const baseUrl = await serve((response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"half":');
    });
    const core = createCore({ apiKey: "sk_test", baseUrl, retries: 0, timeoutMs: 60 });

    const failure = await core.send({ method: "GET", route: "/slow" }).catch((error: unknown) => error);

    expect(failure).toSatisfy((error) => TimeoutError.isInstance(error));
    expect(failure).toMatchObject({ method: "GET", route: "/slow", timeoutMs: 60 });
  });

  it.each([
    ["the time runs out", "TimeoutError", {}],
    ["the connection breaks", "ConnectionError", { pull: (body) => body.error(new TypeError("terminated")) }],
  ] satisfies [string, string, UnderlyingDefaultSource][])(
    "keeps the request id when %s within the body",
    async (_, name, source) => {
      const answer = new Response(new ReadableStream(source), { headers: { "x-request-id": "req_4" } });
      const core = createCore({ apiKey: "sk_test", fetch: async () => answer, retries: 0, timeoutMs: 20 });

      const failure = core.send({ method: "GET", route: "/slow" });

      const message = expect.stringMatching(/\[req_4\]$/);
      await expect(failure).rejects.toMatchObject({ name, requestId: "req_4", message });
    },
  );

  it("ends with an error whatever fetch throws, also what cannot be read", async () => {
    const hostile = new Proxy(new Error("x"), {
      get: () => {
        throw new RangeError("trap");
      },
    });
    const core = createCore({ apiKey: "sk_test", fetch: recorder(hostile).fetch, retries: 0 });

    await expect(core.send({ method: "GET", route: "/x" })).rejects.toThrow();
  });

  it("ends a call whose fetch never settles and ignores its signal", async () => {
    const core = createCore({ apiKey: "sk_test", fetch: () => new Promise(() => {}), retries: 0, timeoutMs: 20 });

    await expect(core.send({ method: "GET", route: "/x" })).rejects.toSatisfy((error) =>
      TimeoutError.isInstance(error),
    );
  });

  it("rejects with the caller's reason when the caller aborts", async () => {
    const controller = new AbortController();
    const core = createCore({ apiKey: "sk_test", fetch: () => new Promise(() => {}) });
    const call = core.send({ method: "GET", route: "/x", options: { signal: controller.signal } });

    controller.abort();

    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });

  it("rejects with the caller's reason when sending is what aborts", async () => {
    const controller = new AbortController();
    const fetch = () => {
      controller.abort(new Error("Enough."));
      return new Promise<Response>(() => {});
    };
    const call = createCore({ apiKey: "sk_test", fetch }).send({
      method: "GET",
      route: "/x",
      options: { signal: controller.signal },
    });

    await expect(call).rejects.toThrow("Enough.");
  });

  it("leaves nothing behind on the caller's signal, whatever the end", async () => {
    const { signal } = new AbortController();
    const ends: Reply[] = [json({}), json({}, 503), json({}, 404), new Error("broken"), () => new Promise(() => {})];

    for (const end of ends) {
      const options = { fetch: recorder(end).fetch, timeoutMs: 5, retries: 1, world: { random: () => 0 } };
      const core = createCore({ apiKey: async () => "sk_test", ...options });
      await core.send({ method: "GET", route: "/x", options: { signal } }).catch(() => {});
    }

    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("sends nothing when the caller has aborted before", async () => {
    const { fetch, requests } = recorder();
    const core = createCore({ apiKey: "sk_test", fetch });

    await expect(core.send({ method: "GET", route: "/x", options: { signal: AbortSignal.abort() } })).rejects.toThrow();
    expect(requests).toHaveLength(0);
  });

  it.each([
    ["no time", { timeoutMs: 0 }],
    ["less than none", { deadlineMs: -1 }],
    ["a time that is no number", { timeoutMs: Number.NaN }],
    ["a deadline that is no number", { deadlineMs: Number.NaN }],
  ])("sends nothing when it is given %s", async (_, options) => {
    const { fetch, requests } = recorder();
    const core = createCore({ apiKey: "sk_test", fetch, retries: 0 });

    const failure = await core.send({ method: "POST", route: "/x", options }).catch((error: unknown) => error);

    expect(failure).toSatisfy((error) => TimeoutError.isInstance(error));
    expect(requests).toHaveLength(0);
  });

  it("takes a time-out longer than the platform's timers", async () => {
    const core = createCore({
      apiKey: "sk_test",
      fetch: recorder(json({ a: 1 })).fetch,
      timeoutMs: Number.POSITIVE_INFINITY,
    });

    expect(await core.send({ method: "GET", route: "/x" })).toMatchObject({ data: { a: 1 } });
  });

  it("names the reason of a broken connection", async () => {
    const baseUrl = await serve(() => {});
    for (const close of closing.splice(0)) close();
    const core = createCore({ apiKey: "sk_test", baseUrl, retries: 0 });

    const failure = await core.send({ method: "GET", route: "/x" }).catch((error: unknown) => error);

    expect(failure).toSatisfy((error) => ConnectionError.isInstance(error));
    expect(failure).toMatchObject({ code: "ECONNREFUSED", message: "GET /x got no answer (ECONNREFUSED)." });
  });

  it.each([
    ["a proxy's page", "<html>Welcome</html>"],
    ["half a document", '{"data": ['],
    ["nothing", ""],
  ])("refuses %s with status 200", async (_, text) => {
    const reply = new Response(text, { status: 200, headers: { "x-request-id": "req_9" } });
    const core = createCore({ apiKey: "sk_test", fetch: recorder(reply).fetch });

    const failure = await core.send({ method: "GET", route: "/x" }).catch((error: unknown) => error);

    expect(failure).toSatisfy((error) => ParseError.isInstance(error));
    expect(failure).toMatchObject({ status: 200, requestId: "req_9", bodyStart: text });
    expect(JSON.stringify(failure)).not.toContain("html");
  });

  it.each(["null", "5", "true", '"Welcome"'])("refuses %s with status 200, which the API never says", async (text) => {
    const core = createCore({ apiKey: "sk_test", fetch: recorder(new Response(text)).fetch, retries: 0 });

    await expect(core.send({ method: "GET", route: "/x" })).rejects.toMatchObject({ name: "ParseError" });
    await expect(core.send({ method: "POST", route: "/x" })).rejects.toMatchObject({ name: "ParseError" });
  });

  it.each([200, 201])("refuses an empty answer to a write that announces JSON with status %i", async (status) => {
    const reply = new Response("", { status, headers: { "content-type": "application/json; charset=utf-8" } });
    const core = createCore({ apiKey: "sk_test", fetch: recorder(reply).fetch });

    await expect(core.send({ method: "POST", route: "/x" })).rejects.toMatchObject({ name: "ParseError", status });
    const quiet = core.send({ method: "POST", route: "/x", traits: { empty: true } });
    await expect(quiet).resolves.toMatchObject({ ok: true, data: undefined });
  });

  it.each([
    [200, {}],
    [202, { "content-type": "application/json" }],
    [204, { "content-type": "application/json" }],
  ])("takes an empty answer to a write with status %i for done (%j)", async (status, headers) => {
    const reply = new Response(status === 204 ? null : "", { status, headers });
    const core = createCore({ apiKey: "sk_test", fetch: recorder(reply).fetch });

    await expect(core.send({ method: "DELETE", route: "/x" })).resolves.toMatchObject({ ok: true, data: undefined });
  });

  it("does not follow redirects", async () => {
    const { fetch, requests } = recorder(
      new Response(null, { status: 302, headers: { location: "https://evil.test" } }),
    );
    const core = createCore({ apiKey: "sk_test", fetch });

    expect(await core.send({ method: "GET", route: "/x" })).toMatchObject({ ok: false, error: { status: 302 } });
    expect(requests[0]?.redirect).toBe("manual");
  });
});

async function serve(answer: (response: import("node:http").ServerResponse) => void): Promise<string> {
  const server = createServer((_, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
