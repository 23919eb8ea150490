import { describe, expect, it } from "vitest";
import { collector, id, setUp, state } from "../../test/audit-log-export.ts";
import { stillWorld } from "../../test/recorder.ts";
import { type DownloadOptions, type DownloadProgress, downloadAuditLogExport, type Sink } from "./download.ts";

const content = Array.from({ length: 100 }, (_, line) => `row ${line}\n`).join("");
const size = content.length;

describe("a download that is taken up", () => {
  it("does not take a part that is longer than the file for the file", async () => {
    const nothingLeft = () => new Response(null, { status: 416, headers: { "content-range": `bytes */${size}` } });

    const { outcome, ranges } = download([nothingLeft, whole], { offset: size + 1 });

    await expect(outcome).rejects.toMatchObject({ name: "AuditLogExportError", reason: "changed" });
    expect(ranges).toEqual([`bytes=${size + 1}-`, null]);
  });

  it("does not take a part for the file because a server has no more to say", async () => {
    const { outcome } = download([() => new Response(null, { status: 416 })], { offset: 5 });

    await expect(outcome).rejects.toMatchObject({ reason: "refused", status: 416 });
  });

  it("looks at the whole file where nothing says how long it is", async () => {
    const silent = () => new Response("<Error/>", { status: 416 });

    const complete = download([silent, whole], { offset: size }, content);
    expect(await complete.outcome).toMatchObject({ bytes: size, totalBytes: size });
    expect([complete.text(), complete.ranges]).toEqual([content, [`bytes=${size}-`, null]]);
    await expect(download([silent, whole], { offset: size + 3 }).outcome).rejects.toMatchObject({ reason: "changed" });
  });

  it("does not take a longer part for the file of a server that does not know ranges", async () => {
    const unsized = () => new Response(new Blob([content]).stream());

    for (const answer of [whole, unsized])
      await expect(download([answer], { offset: size + 1 }).outcome).rejects.toMatchObject({ reason: "changed" });
  });

  it("notices a file that was replaced by one of another size, where it has no version", async () => {
    const { outcome } = download([
      piece(0, 50, { "content-length": "50" }),
      piece(50, 70, { "content-range": `bytes 50-69/${size + 1}` }),
    ]);

    await expect(outcome).rejects.toMatchObject({ reason: "changed" });
  });

  it("notices another version between two attempts", async () => {
    const { outcome } = download([
      piece(0, 50, { etag: '"v1"' }),
      piece(50, 70, { etag: '"v2"', "content-range": `bytes 50-69/${size}` }),
    ]);

    await expect(outcome).rejects.toMatchObject({ reason: "changed" });
  });

  it("asks on after a piece that is shorter than the rest", async () => {
    const { outcome, text, ranges } = download([
      (range) => piece(range, range + 100, { "content-range": `bytes ${range}-${range + 99}/${size}` })(range),
    ]);

    expect(await outcome).toMatchObject({ bytes: size, totalBytes: size });
    expect(text()).toBe(content);
    expect(ranges.length).toBe(Math.ceil(size / 100));
  });

  it("puts a piece that begins before the place asked for where it belongs", async () => {
    const { outcome, text } = download(
      [piece(40, size, { "content-range": `bytes 40-${size - 1}/${size}` })],
      { offset: 50 },
      content.slice(0, 50),
    );

    await outcome;
    expect(text()).toBe(content);
  });

  it("leaves no gap when a piece begins behind the place asked for", async () => {
    const late = piece(60, size, { "content-range": `bytes 60-${size - 1}/${size}` });
    const { outcome, text } = download([late, whole], { offset: 50 }, content.slice(0, 50));

    await outcome;
    expect(text()).toBe(content);
  });

  it("knows no total where the server says none, and still takes up what breaks off", async () => {
    const seen: (number | undefined)[] = [];
    const onProgress = ({ totalBytes }: DownloadProgress) => void seen.push(totalBytes);
    const rest = (from: number) =>
      new Response(content.slice(from), { status: 206, headers: { "content-range": `bytes ${from}-${size - 1}/*` } });
    const { outcome, text } = download([piece(0, 50), rest], { onProgress });

    expect(await outcome).toMatchObject({ bytes: size });
    expect(text()).toBe(content);
    expect(new Set(seen)).toEqual(new Set([undefined]));
  });

  it.each([
    [
      "says that nothing is left",
      () => new Response(null, { status: 416, headers: { "content-range": `bytes */${size}` } }),
    ],
    ["sends nothing more", () => new Response(null, { status: 206, headers: { "content-range": "bytes */*" } })],
  ])("asks on after a piece of a file of unknown size, until the server %s", async (_, end) => {
    const pieceOf100 = (from: number) => {
      const headers = { "content-range": `bytes ${from}-${Math.min(from + 100, size) - 1}/*` };
      return from < size ? new Response(content.slice(from, from + 100), { status: 206, headers }) : end();
    };
    const { outcome, text } = download([pieceOf100], { offset: 7 }, content.slice(0, 7));

    expect((await outcome).bytes).toBe(size);
    expect(text()).toBe(content);
  });

  it("takes an empty file for what it is", async () => {
    const { outcome } = download([() => new Response(null, { headers: { "content-length": "0" } })]);

    expect(await outcome).toMatchObject({ bytes: 0, totalBytes: 0 });
  });
});

describe("a download to a file", () => {
  it("writes the rest of what a write did not take", async () => {
    const { sink, text } = collector();
    const narrow = {
      write: (chunk: Uint8Array) => {
        sink.write(chunk.subarray(0, 7));
        return { bytesWritten: Math.min(7, chunk.length) };
      },
    };
    const { outcome } = download([whole], {}, "", narrow);

    expect((await outcome).bytes).toBe(size);
    expect(text()).toBe(content);
  });

  it("ends where nothing more is taken", async () => {
    const { outcome } = download([whole], {}, "", { write: () => ({ bytesWritten: 0 }) });

    await expect(outcome).rejects.toThrow("takes no more");
  });
});

describe("a download that fails", () => {
  it("says which status turned down every address", async () => {
    const { outcome } = download([() => new Response("expired", { status: 403 })], { retries: 2 });

    await expect(outcome).rejects.toMatchObject({ reason: "refused", status: 403 });
  });

  it("asks for a new address where the storage's own credentials have run out", async () => {
    const { outcome, text } = download([() => new Response("<Code>ExpiredToken</Code>", { status: 400 }), whole]);

    await outcome;
    expect(text()).toBe(content);
  });

  it("waits for an export once, not once per retry", async () => {
    const world = stillWorld();
    const { client } = setUp(state("pending"));
    const waits: number[] = [];
    const options = { world, timeoutMs: 5000, onWait: ({ delayMs }: { delayMs: number }) => void waits.push(delayMs) };

    const outcome = downloadAuditLogExport(client, { id }, collector().sink, options);

    await expect(outcome).rejects.toMatchObject({ name: "TimeoutError", timeoutMs: 5000 });
    expect(waits).toEqual([1000, 1500, 2250, 250]);
    expect(world.sleeps).toEqual(waits);
  });
});

type Answer = (from: number) => Response;

function whole(): Response {
  return new Response(content, { headers: { "content-length": String(size) } });
}

/** A part of the file; the first one breaks off at its end. */
function piece(from: number, to: number, headers: Record<string, string> = {}): Answer {
  const bytes = new TextEncoder().encode(content.slice(from, to));
  const isFirst = headers["content-range"] === undefined;
  return () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes);
        if (isFirst) setImmediate(() => controller.error(new TypeError("terminated")));
        else controller.close();
      },
    });
    const length = isFirst && headers.etag !== undefined ? { "content-length": String(size) } : {};
    return new Response(body, { status: isFirst ? 200 : 206, headers: { ...length, ...headers } });
  };
}

/** Downloads from a host that answers in turn, the last answer again and again. */
function download(answers: Answer[], options: DownloadOptions = {}, before = "", given?: Sink) {
  const kept = collector(before);
  const ranges: (string | null)[] = [];
  const fetch = async (_: string, init: RequestInit): Promise<Response> => {
    const range = new Headers(init.headers).get("range");
    const answer = answers[Math.min(ranges.length, answers.length - 1)];
    ranges.push(range);
    return answer?.(Number(range?.match(/\d+/)?.[0] ?? 0)) ?? new Response(null, { status: 500 });
  };
  const { client } = setUp(state("ready"));
  const outcome = downloadAuditLogExport(client, { id }, given ?? kept.sink, {
    fetch,
    world: stillWorld(),
    ...options,
  });
  return { outcome, text: kept.text, ranges };
}
