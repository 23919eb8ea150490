import { WebhookVerificationError } from "./errors.ts";
import { tag } from "./tag.ts";

/** A body exactly as received. */
export type RawPayload = string | ArrayBufferView | ArrayBuffer | SharedArrayBuffer;

/** A body as received, or what a JSON parser made of it (which then must have been written without extra spaces). */
export type Payload = RawPayload | object;

/** A payload ready to be hashed. */
export interface Body {
  readonly content: string | Uint8Array;
  readonly wasParsed: boolean;
}

/** Takes the bytes or the text of a payload; refuses what a caller passes by mistake, such as a stream. */
export function readPayload(payload: unknown, rawBodyOnly?: boolean): Body {
  try {
    // Half a surrogate pair would be hashed as U+FFFD: the text parsed later would not be the text that was signed.
    if (typeof payload === "string" && payload !== "[object Object]" && payload.isWellFormed?.() !== false) {
      return { content: payload, wasParsed: false };
    }
    // By tag and not by prototype: test runners and vm contexts hand over objects of another realm.
    const isView = ArrayBuffer.isView(payload);
    const kind = isView ? "" : tag(payload);
    if (isView || kind.endsWith("ArrayBuffer")) {
      // A view is a window on its buffer; a buffer is its own, and has no offset.
      const view = payload as ArrayBufferView;
      const bytes =
        payload instanceof Uint8Array
          ? payload
          : new Uint8Array(view.buffer ?? payload, view.byteOffset, view.byteLength);
      // Shared memory may change between hashing and parsing, and WebCrypto refuses it.
      return { content: bytes.buffer instanceof ArrayBuffer ? bytes : bytes.slice(), wasParsed: false };
    }
    // Streams of Node are plain objects by tag; those of the Web, requests and promises are not.
    if (!rawBodyOnly && /^(Object|Array)$/.test(kind) && !(payload as { pipe?: unknown }).pipe) {
      const content: unknown = JSON.stringify(payload);
      if (typeof content === "string") return { content, wasParsed: true };
    }
  } catch {
    // A detached buffer, a cycle, a getter that throws: none of them is a body.
  }
  throw new WebhookVerificationError("unsupported_payload", ["Pass await request.text() or a Buffer."]);
}
