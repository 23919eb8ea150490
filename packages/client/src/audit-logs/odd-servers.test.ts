import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { collector, id, setUp, state } from "../../test/audit-log-export.ts";
import { stillWorld } from "../../test/recorder.ts";
import { downloadAuditLogExport } from "./download.ts";

const content = Array.from({ length: 100 }, (_, line) => `row ${line}\n`).join("");

describe("a server", () => {
  it.each([
    ["says no length", {}],
    ["says the length", { "content-length": content.length * 100 }],
  ])("that %s and breaks off again and again is asked on", async (_, sized) => {
    const long = content.repeat(100);
    let asked = 0;
    await using server = await listen((request, response) => {
      const from = Number(request.headers.range?.match(/\d+/)?.[0] ?? 0);
      const range = from > 0 ? { "content-range": `bytes ${from}-${long.length - 1}/${long.length}` } : sized;
      response.writeHead(from > 0 ? 206 : 200, range);
      if (++asked > 5) return response.end(long.slice(from));
      response.write(long.slice(from, from + 7000), () => setTimeout(() => response.destroy(), 10));
    });
    const { sink, text } = collector();
    const { client } = setUp(state("ready", server.url));

    const { bytes, totalBytes } = await downloadAuditLogExport(client, { id }, sink, { world: stillWorld() });

    expect(text()).toBe(long);
    expect([bytes, totalBytes, asked]).toEqual([long.length, long.length, 6]);
  });
});

describe("a server that compresses although it was asked not to", () => {
  it.each(["in one go", "after it broke off"])("gives the file %s", async (way) => {
    const packed = gzipSync(content.repeat(50));
    let isCut = way !== "in one go";
    await using server = await listen((request, response) => {
      const headers = { "content-encoding": "gzip", etag: '"v1"' };
      const from = Number(request.headers.range?.match(/\d+/)?.[0] ?? 0);
      if (from > 0) {
        // A range of the compressed bytes, which nobody can open.
        const rest = packed.subarray(Math.min(from, packed.length - 1));
        const range = `bytes ${packed.length - rest.length}-${packed.length - 1}/${packed.length}`;
        return response.writeHead(206, { ...headers, "content-range": range }).end(rest);
      }
      response.writeHead(200, { ...headers, "content-length": packed.length });
      if (!isCut) return response.end(packed);
      isCut = false;
      response.write(packed.subarray(0, packed.length - 20), () => setTimeout(() => response.destroy(), 20));
    });
    const { sink, text } = collector();
    const { client } = setUp(state("ready", server.url));

    await downloadAuditLogExport(client, { id }, sink, { world: stillWorld() });

    expect(text()).toBe(content.repeat(50));
  });
});

async function listen(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
