import { WebhookVerificationError } from "./errors.ts";

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
export function readPayload(payload: unknown, rawBodyOnly = false): Body {
  try {
    if (typeof payload === "string") return { content: checkText(payload), wasParsed: false };
    if (typeof payload === "object" && payload !== null) {
      const bytes = viewBytes(payload);
      if (bytes) return { content: bytes, wasParsed: false };
      if (!rawBodyOnly && isJsonValue(payload)) return { content: stringify(payload), wasParsed: true };
    }
  } catch {
    // A detached buffer, a cycle, a getter that throws: none of them is a body.
  }
  throw new WebhookVerificationError("unsupported_payload", [
    "Pass the raw body as text or bytes: await request.text(), or a Buffer.",
  ]);
}

function checkText(text: string): string {
  // Half a surrogate pair would be hashed as U+FFFD: the text parsed afterwards would not be the text that was signed.
  if (text === "[object Object]" || text.isWellFormed?.() === false) throw new TypeError();
  return text;
}

function viewBytes(payload: object): Uint8Array | undefined {
  const bytes = ArrayBuffer.isView(payload)
    ? new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength)
    : isBuffer(payload)
      ? new Uint8Array(payload)
      : undefined;
  // Shared memory may change between hashing and parsing, and WebCrypto refuses it.
  return bytes && tag(bytes.buffer) === "SharedArrayBuffer" ? bytes.slice() : bytes;
}

function isBuffer(value: object): value is ArrayBuffer | SharedArrayBuffer {
  const name = tag(value);
  return name === "ArrayBuffer" || name === "SharedArrayBuffer";
}

// By tag and not by prototype: test runners and vm contexts hand over objects of another realm.
function isJsonValue(value: object): boolean {
  const name = tag(value);
  return (
    (name === "Object" || name === "Array") &&
    !["then", "pipe", "getReader", "text"].some((key) => isMethod(value, key))
  );
}

function isMethod(value: object, key: string): boolean {
  return typeof Reflect.get(value, key) === "function";
}

function stringify(value: object): string {
  const text: unknown = JSON.stringify(value);
  if (typeof text !== "string") throw new TypeError();
  return text;
}

function tag(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
