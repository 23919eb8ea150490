import { setupServer as setupServer3 } from "msw/node";
import { setupServer as setupServer2 } from "msw-2/node";
import { expect, it } from "vitest";
import { createMock, type Mock } from "../src/mock.ts";
import { workosHandlers } from "../src/msw.ts";
import { serve } from "../src/server/serve.ts";

/** Makes a mock reachable at an address. */
type Door = (mock: Mock) => Promise<{ fetch: typeof fetch; base: string; close(): unknown }>;

const vendor = "https://api.workos.com";
const doors: [string, Door][] = [
  ["the function", async (mock) => ({ fetch: mock.fetch, base: vendor, close: () => {} })],
  [
    "MSW 3",
    async (mock) => {
      const server = setupServer3(...workosHandlers(mock));
      server.listen({ onUnhandledFrame: "error" });
      return { fetch, base: vendor, close: () => server.close() };
    },
  ],
  [
    "MSW 2",
    async (mock) => {
      const server = setupServer2(...(workosHandlers(mock) as never[]));
      server.listen({ onUnhandledRequest: "error" });
      return { fetch, base: vendor, close: () => server.close() };
    },
  ],
  [
    "the server",
    async (mock) => {
      const server = await serve(mock);
      return { fetch, base: server.url, close: () => server.close() };
    },
  ],
];

it.each(doors)("serves files by %s in pieces, cut off and with the headers of their version", async (_, open) => {
  const mock = createMock({ seed: 1, data: { organizations: [{ id: "org_1", name: "Acme" }] } });
  const door = await open(mock);
  try {
    const url = await makeExport(mock, door.fetch, door.base);
    const get = (headers: Record<string, string> = {}) => door.fetch(url, { headers });

    const whole = await get();
    const text = await whole.text();
    const [etag = "", length] = [whole.headers.get("etag") ?? "", whole.headers.get("content-length")];
    mock.dashboard.auditLogs.planDownloads({ outcomes: [{ cut_after_bytes: 20 }, "expired"] });
    const cut = await get();
    const start = await startOf(cut);
    const expired = await get();
    const again = await makeExport(mock, door.fetch, door.base);
    const piece = await door.fetch(again, { headers: { range: "bytes=20-", "if-range": etag } });
    const beyond = await door.fetch(again, { headers: { range: "bytes=9999-" } });
    const known = await door.fetch(again, { headers: { "if-none-match": etag } });
    const head = await door.fetch(again, { method: "HEAD" });

    expect([length, cut.headers.get("content-length")]).toEqual(Array(2).fill(String(Buffer.byteLength(text))));
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, length, ""]);
    expect(start).toEqual({ text: text.slice(0, 20), isCut: true });
    expect([expired.status, await expired.text()]).toEqual([403, "This link has expired."]);
    expect([piece.status, await piece.text()]).toEqual([206, text.slice(20)]);
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${length}`]);
    expect([known.status, await known.text()]).toEqual([304, ""]);
    await beyond.text();
  } finally {
    await door.close();
  }
});

/** The address of a new export. Nothing was recorded: its file is one line of names. */
async function makeExport(mock: Mock, ask: typeof fetch, base: string): Promise<string> {
  const headers = { authorization: `Bearer ${mock.apiKey}`, "content-type": "application/json" };
  const range = { range_start: "2025-12-01T00:00:00.000Z", range_end: "2026-01-01T00:00:00.000Z" };
  const body = JSON.stringify({ organization_id: "org_1", ...range });
  const { id } = await (await ask(`${base}/audit_logs/exports`, { method: "POST", headers, body })).json();
  return (await (await ask(`${base}/audit_logs/exports/${id}`, { headers })).json()).url;
}

async function startOf(response: Response): Promise<{ text: string; isCut: boolean }> {
  let text = "";
  try {
    for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk);
  } catch {
    return { text, isCut: true };
  }
  return { text, isCut: false };
}
