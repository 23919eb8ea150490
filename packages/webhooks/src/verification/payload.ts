import { WebhookVerificationError } from "./errors.ts";
import { tag } from "./tag.ts";

/** A body exactly as received. */
export type RawPayload = string | ArrayBufferView | ArrayBuffer | SharedArrayBuffer;

/** A body as received, or what a JSON parser made of it (which then must have been written without extra spaces). */
export type Payload = RawPayload | object;

/** A payload ready to be hashed, and whether a JSON parser had it before. */
export type Body = readonly [content: string | Uint8Array, wasParsed: boolean];

/** Takes the bytes or the text of a payload; refuses what a caller passes by mistake, such as a stream. */
export function readPayload(payload: unknown, rawBodyOnly?: boolean): Body {
  let content: string | Uint8Array | undefined;
  let wasParsed = false;
  try {
    if (typeof payload === "string") {
      // Half a surrogate pair would be hashed as U+FFFD: the text parsed later would not be the text that was signed.
      if (payload !== "[object Object]" && payload.isWellFormed?.() !== false) content = payload;
      // By tag and not by prototype: test runners and vm contexts hand over objects of another realm.
    } else if (ArrayBuffer.isView(payload) || tag(payload).includes("ArrayBuffer")) {
      // A view is a window on its buffer; a buffer is its own, and has no offset.
      const { buffer = payload as ArrayBuffer, byteOffset, byteLength } = payload as ArrayBufferView;
      const bytes = payload instanceof Uint8Array ? payload : new Uint8Array(buffer, byteOffset, byteLength);
      // Shared memory may change between hashing and parsing, and WebCrypto refuses it.
      content = bytes.buffer instanceof ArrayBuffer ? bytes : bytes.slice();
      // Streams of Node are plain objects by tag; those of the Web, requests and promises are not.
    } else if (!rawBodyOnly && / (Object|Array)]/.test(tag(payload)) && !(payload as { pipe?: unknown }).pipe) {
      content = JSON.stringify(payload);
      wasParsed = true;
    }
  } catch {
    // A detached buffer, a cycle, a getter that throws: none of them is a body.
  }
  if (content === undefined) {
    throw new WebhookVerificationError("unsupported_payload", ["Pass the raw body: await request.text()."]);
  }
  return [content, wasParsed];
}
