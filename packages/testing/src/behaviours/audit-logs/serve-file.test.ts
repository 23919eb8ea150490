import { describe, expect, it } from "vitest";
import { serveFile } from "./serve-file.ts";

const text = "id,name\r\n1,Zoë\r\n";
const size = new TextEncoder().encode(text).length;
const modifiedAt = "2026-01-02T03:04:05.678Z";
const lastModified = "Fri, 02 Jan 2026 03:04:05 GMT";

describe("a file in a store of objects", () => {
  it("comes whole, with its version, and says that it comes in pieces as well", async () => {
    const { status, body, headers } = await serve();

    expect([status, body]).toEqual([200, text]);
    expect(headers).toMatchObject({
      "accept-ranges": "bytes",
      "content-length": String(size),
      "content-type": "text/csv",
      "last-modified": lastModified,
    });
    expect(headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
  });

  it("has another version with any other byte", async () => {
    const [one, two] = await Promise.all([etagOf(text), etagOf(text.replace("1", "2"))]);

    expect(one).not.toBe(two);
    expect(await etagOf(text)).toBe(one);
  });

  it.each([
    ["bytes=0-1", 0, 1],
    ["bytes=9-", 9, size - 1],
    ["bytes=-4", size - 4, size - 1],
    ["bytes=-9999", 0, size - 1],
    ["bytes=12-9999", 12, size - 1],
    ["Bytes=13-13", 13, 13],
  ])("comes as the piece that %s asks for, to the byte", async (range, first, last) => {
    const { status, body, headers } = await serve({ range });

    expect(status).toBe(206);
    expect(body).toEqual(new TextEncoder().encode(text).slice(first, last + 1));
    expect(headers["content-range"]).toBe(`bytes ${first}-${last}/${size}`);
    expect(headers["content-length"]).toBe(String(last - first + 1));
  });

  it.each([`bytes=${size}-`, "bytes=9999-10000", "bytes=-0"])("has nothing for %s", async (range) => {
    const { status, headers } = await serve({ range });

    expect([status, headers["content-range"]]).toEqual([416, `bytes */${size}`]);
  });

  it.each(["bytes=5-2", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5", "", "bytes 0-1"])(
    "comes whole where the range is none: %j",
    async (range) => {
      expect(await serve({ range })).toMatchObject({ status: 200, body: text });
    },
  );

  it("comes whole where the part at hand is of another version", async () => {
    const etag = await etagOf(text);
    const statusOf = async (version: string) => (await serve({ range: "bytes=3-", "if-range": version })).status;

    expect(await Promise.all([etag, lastModified].map(statusOf))).toEqual([206, 206]);
    // A weak version does not promise the same bytes.
    const others = ['"other"', `W/${etag}`, "Thu, 01 Jan 2026 00:00:00 GMT"];
    expect(await Promise.all(others.map(statusOf))).toEqual([200, 200, 200]);
  });

  it("heeds versions that are wanted, or not wanted again", async () => {
    const etag = await etagOf(text);
    const statusOf = async (headers: Record<string, string>) => (await serve(headers)).status;

    expect(await statusOf({ "if-match": '"other"', range: "bytes=3-" })).toBe(412);
    expect(await statusOf({ "if-match": `"other", ${etag}`, range: "bytes=3-" })).toBe(206);
    expect(await statusOf({ "if-none-match": `W/${etag}` })).toBe(304);
    expect(await statusOf({ "if-none-match": '"other"' })).toBe(200);
  });
});

function serve(headers: Record<string, string> = {}, content = text) {
  const file = { text: content, modifiedAt, headers: { "content-type": "text/csv" } };
  return serveFile(file, (name) => headers[name]);
}

async function etagOf(content: string) {
  return (await serve({}, content)).headers.etag ?? "";
}
