import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { collector, id, setUp, state } from "../../test/audit-log-export.ts";
import { json, stillWorld } from "../../test/recorder.ts";
import { downloadAuditLogExport } from "./download.ts";

const content = Array.from({ length: 500 }, (_, line) => `row ${line}\n`).join("");

describe("downloadAuditLogExport", () => {
  it("writes the whole file and tells how far it is", async () => {
    const { client } = setUp(state("ready"));
    const { sink, text } = collector();
    const seen: number[] = [];

    const done = await downloadAuditLogExport(client, { id }, sink, {
      fetch: files().fetch,
      onProgress: ({ bytes }) => seen.push(bytes),
    });

    expect(text()).toBe(content);
    expect(done).toEqual({ bytes: content.length, totalBytes: content.length, etag: '"v1"' });
    expect(seen.at(-1)).toBe(content.length);
  });

  it("takes up a file that breaks off, again and again, without losing or repeating a byte", async () => {
    const { client } = setUp(state("ready"));
    const { sink, text } = collector();
    const { fetch, ranges } = files({ breakAfter: 1000 });

    await downloadAuditLogExport(client, { id }, sink, { fetch, world: stillWorld() });

    expect(text()).toBe(content);
    expect(ranges).toEqual([null, "bytes=1000-", "bytes=2000-", "bytes=3000-"]);
  });

  it("copes with a server that does not know ranges", async () => {
    const { client } = setUp(state("ready"));
    const { sink, text } = collector(content.slice(0, 1234));

    await downloadAuditLogExport(client, { id }, sink, { fetch: files({ hasRanges: false }).fetch, offset: 1234 });

    expect(text()).toBe(content);
  });

  it("asks for a new address when the old one has expired", async () => {
    const { client, requests } = setUp(state("ready", "https://files.test/old"), state("ready"));
    const { sink, text } = collector();

    await downloadAuditLogExport(client, { id }, sink, { fetch: files().fetch, world: stillWorld() });

    expect([text(), requests.length]).toEqual([content, 2]);
  });

  it("resumes a file on disk in a new process", async () => {
    const { client } = setUp(state("ready"));
    const folder = await mkdtemp(join(tmpdir(), "export-"));
    const path = join(folder, "export.csv");
    const first = await open(path, "a");
    await first.write(content.slice(0, 777));
    await first.close();

    const file = await open(path, "a");
    await downloadAuditLogExport(client, { id }, file, { fetch: files().fetch, offset: (await file.stat()).size });
    await file.close();

    expect(await readFile(path, "utf8")).toBe(content);
    await rm(folder, { recursive: true });
  });

  it("does not mix two versions of a file", async () => {
    const { client } = setUp(state("ready"));

    const outcome = downloadAuditLogExport(client, { id }, collector().sink, {
      fetch: files().fetch,
      offset: 5,
      etag: '"v0"',
    });

    await expect(outcome).rejects.toMatchObject({ reason: "changed" });
  });

  it("notices that nothing is left to fetch", async () => {
    const { client } = setUp(state("ready"));

    const done = await downloadAuditLogExport(client, { id }, collector().sink, {
      fetch: files().fetch,
      offset: content.length,
    });

    expect(done.bytes).toBe(content.length);
  });

  it("gives up when nothing comes at all, and sends the file's host no credentials", async () => {
    const { client } = setUp(state("ready"));
    const asked: RequestInit[] = [];
    const fetch = async (_: string, init: RequestInit) => {
      asked.push(init);
      return new Response("busy", { status: 503 });
    };

    const outcome = downloadAuditLogExport(client, { id }, collector().sink, {
      fetch,
      retries: 3,
      world: stillWorld(),
    });

    await expect(outcome).rejects.toMatchObject({ reason: "refused" });
    expect(asked).toHaveLength(4);
    expect(JSON.stringify(asked)).not.toContain("sk_test");
  });

  it("takes up a file that stands still, and does not count the time that writing takes", async () => {
    const { client } = setUp(state("ready"));
    const good = files();
    let stalls = 2;
    const fetch = async (url: string, init: RequestInit): Promise<Response> => {
      if (stalls-- > 1) return new Promise(() => {});
      if (stalls >= 0) return new Response(new ReadableStream());
      return good.fetch(url, init);
    };
    const { sink, text } = collector();
    const slow = { write: async (chunk: Uint8Array) => setTimeout(20).then(() => sink.write(chunk)) };

    await downloadAuditLogExport(client, { id }, slow, { fetch, idleTimeoutMs: 10, world: stillWorld() });

    expect(text()).toBe(content);
  });

  it("gets over an API that is down for a moment while the address is asked for", async () => {
    const busy = json({ message: "Busy." }, 503);
    const { client } = setUp(busy, busy, busy, state("ready"));
    const { sink, text } = collector();

    await downloadAuditLogExport(client, { id }, sink, { fetch: files().fetch, world: stillWorld() });

    expect(text()).toBe(content);
  });

  it("gives up at once what cannot be written, and lets go of the connection", async () => {
    const { client } = setUp(state("ready"));
    const full = Object.assign(new Error("No space left."), { code: "ENOSPC" });
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(10)),
      cancel: () => {
        isCancelled = true;
      },
    });
    const fetch = vi.fn(async () => new Response(body));

    const outcome = downloadAuditLogExport(client, { id }, { write: () => Promise.reject(full) }, { fetch });

    await expect(outcome).rejects.toBe(full);
    expect([fetch.mock.calls.length, isCancelled]).toEqual([1, true]);
  });

  it("ends with the caller's signal, also while nothing comes", async () => {
    const { client } = setUp(state("ready"));
    const controller = new AbortController();
    const fetch = async () => {
      setImmediate(() => controller.abort(new Error("Enough.")));
      return new Response(new ReadableStream());
    };

    const outcome = downloadAuditLogExport(client, { id }, collector().sink, { fetch, signal: controller.signal });

    await expect(outcome).rejects.toThrow("Enough.");
  });

  it("asks for the file as it is, not compressed", async () => {
    const { client } = setUp(state("ready"));
    const good = files();
    const asked: RequestInit[] = [];
    const fetch = async (url: string, init: RequestInit) => {
      asked.push(init);
      return good.fetch(url, init);
    };

    await downloadAuditLogExport(client, { id }, collector().sink, { fetch });

    expect(new Headers(asked[0]?.headers).get("accept-encoding")).toBe("identity");
  });

  it("says which status refused the file", async () => {
    const { client } = setUp(state("ready"));
    const fetch = async () => new Response("no", { status: 401 });

    await expect(downloadAuditLogExport(client, { id }, collector().sink, { fetch })).rejects.toMatchObject({
      reason: "refused",
      status: 401,
    });
  });
});

function files({ breakAfter = Number.POSITIVE_INFINITY, hasRanges = true } = {}) {
  const ranges: (string | null)[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    if (url.endsWith("/old")) return new Response("expired", { status: 403 });
    const range = new Headers(init.headers).get("range");
    ranges.push(range);
    const start = hasRanges ? Number(range?.match(/\d+/)?.[0] ?? 0) : 0;
    if (start >= content.length) return new Response(null, { status: 416 });
    const rest = content.slice(start);
    const headers = { etag: '"v1"', "content-length": String(rest.length) };
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(rest.slice(0, breakAfter)));
        if (rest.length > breakAfter) setImmediate(() => controller.error(new TypeError("terminated")));
        else controller.close();
      },
    });
    return new Response(body, { status: start > 0 ? 206 : 200, headers });
  };
  return { fetch, ranges };
}
