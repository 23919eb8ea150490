import { Readable } from "node:stream";
import { body, delivery, type EdgeRow, header } from "./edge-table.ts";

type Outcome = EdgeRow["verify"];
const encoder = new TextEncoder();

/** A payload against the header of what was really sent. */
function row(
  input: string,
  payload: unknown,
  sent: string | Uint8Array,
  verify: Outcome,
  construct?: Outcome,
  says?: string,
): EdgeRow {
  return {
    input,
    options: () => ({
      ...delivery(),
      payload: typeof payload === "function" ? payload() : payload,
      sigHeader: header(sent),
    }),
    verify,
    ...(construct === undefined ? {} : { construct }),
    ...(says === undefined ? {} : { says }),
  };
}
const same = (input: string, sent: string | Uint8Array, construct?: Outcome) => row(input, sent, sent, "ok", construct);
const misused = (input: string, payload: unknown) =>
  row(input, payload, body, "unsupported_payload", undefined, "await request.text()");

const bytes = encoder.encode(body);
const padded = new Uint8Array(bytes.length + 20);
padded.set(bytes, 10);
const shared = new SharedArrayBuffer(bytes.length);
new Uint8Array(shared).set(bytes);
const event = (data: string) =>
  `{"id":"event_1","event":"user.created","data":${data},"created_at":"2026-11-20T11:59:58.000Z"}`;
const bom = "\ufeff";
const brokenUtf8 = Uint8Array.from([
  ...encoder.encode('{"id":"event_1","event":"a.b","data":{"x":"'),
  0xff,
  ...encoder.encode('"}}'),
]);
const replaced = new TextDecoder().decode(brokenUtf8);
const cycle: Record<string, unknown> = {};
cycle.self = cycle;
const detached = () => {
  const buffer = new ArrayBuffer(8);
  structuredClone(buffer, { transfer: [buffer] });
  return new DataView(new ArrayBuffer(8)) && buffer;
};

/** What may be handed over as the body. */
export const payloadRows: readonly EdgeRow[] = [
  same("text", body),
  row("a Buffer", Buffer.from(body), body, "ok"),
  row("a Uint8Array", bytes, body, "ok"),
  row("a subarray with an offset", padded.subarray(10, 10 + bytes.length), body, "ok"),
  row("an ArrayBuffer", bytes.slice().buffer, body, "ok"),
  row("a DataView", new DataView(padded.buffer, 10, bytes.length), body, "ok"),
  row("a SharedArrayBuffer", shared, body, "ok"),
  row("a view of shared memory", new Uint8Array(shared), body, "ok"),
  row("a parsed object, sent by JSON.stringify", JSON.parse(body), body, "ok"),
  row(
    "a parsed object, sent pretty",
    JSON.parse(body),
    JSON.stringify(JSON.parse(body), null, 2),
    "signature_mismatch",
    undefined,
    "raw body",
  ),
  row(
    "a parsed object, sent with escapes",
    JSON.parse(body),
    body.replace("u", "\\u0075"),
    "signature_mismatch",
    undefined,
    "raw body",
  ),
  row("a parsed object, sent with 1.0", { n: 1 }, '{"n":1.0}', "signature_mismatch", undefined, "raw body"),
  row("a parsed object, sent with a key twice", { n: 2 }, '{"n":1,"n":2}', "signature_mismatch", undefined, "raw body"),
  misused("a ReadableStream", () => new Response(body).body),
  misused("a Node stream", () => Readable.from([body])),
  misused("a Request", () => new Request("http://localhost", { method: "POST", body })),
  misused("a Blob", () => new Blob([body])),
  misused("a Promise", () => Promise.resolve(body)),
  misused("the text [object Object]", "[object Object]"),
  misused("nothing", undefined),
  misused("null", null),
  misused("a number", 5),
  misused("a Map", new Map()),
  misused("a Date", new Date(0)),
  misused("an object with a cycle", cycle),
  misused("an object whose toJSON gives nothing", { toJSON: () => undefined }),
  misused("text with half a surrogate pair", `${body}\ud83d`),
  row("a detached buffer", detached, "", "unsupported_payload"),
  same("an empty body", "", "invalid_payload"),
  same("hello", "hello", "invalid_payload"),
  same("null in JSON", "null", "invalid_payload"),
  same("a list", "[1]", "invalid_payload"),
  same("an empty object", "{}", "invalid_payload"),
  same("an event without data", '{"id":"event_1","event":"user.created"}', "invalid_payload"),
  same("an event whose data is a list", event("[]"), "invalid_payload"),
  same("an event whose data is null", event("null"), "invalid_payload"),
  same("an event without id", '{"event":"user.created","data":{}}', "invalid_payload"),
  same("an event whose id is a number", '{"id":1,"event":"user.created","data":{}}', "invalid_payload"),
  same("an event whose name is empty", '{"id":"event_1","event":"","data":{}}', "invalid_payload"),
  same("an event nobody knows", '{"id":"event_1","event":"brand.new","data":{"some_key":1}}'),
  same("a __proto__ key in data", event('{"__proto__":{"polluted":true}}')),
  same("a byte order mark, signed", `${bom}${body}`, "invalid_payload"),
  row("a byte order mark added on the way", `${bom}${body}`, body, "signature_mismatch"),
  row("a byte order mark added on the way, as bytes", encoder.encode(`${bom}${body}`), body, "signature_mismatch"),
  same("text beyond ASCII, an emoji and NUL", event('{"name":"Zoë 💡","nul":"\\u0000"}')),
  same("a real NUL byte", event('{"nul":"\u0000"}'), "invalid_payload"),
  same("broken UTF-8, signed as bytes", brokenUtf8, "invalid_payload"),
  row("broken UTF-8, signed as its replacement text", brokenUtf8, replaced, "signature_mismatch"),
  same("a body with replacement patterns", event('{"name":"$& $\' $` $$ $1"}')),
  same("a body of 2 MB, beyond the limit of the handler", event(`{"name":"${"x".repeat(2_000_000)}"}`)),
  row("one byte changed", body.replace("ada", "eve"), body, "signature_mismatch"),
  row("a line end added", `${body}\n`, body, "signature_mismatch"),
];
