import { WebhookVerificationError } from "../verification/errors.ts";

/** Refuses a body that says, or is found, to be longer than the limit. */
export function checkLength(length: number, maxBytes: number): void {
  if (length > maxBytes) {
    throw new WebhookVerificationError("payload_too_large", [`At most ${maxBytes} bytes are read.`], { maxBytes });
  }
}

/** Refuses a body that another part of the program has read already. */
export function bodyConsumed(): WebhookVerificationError {
  return new WebhookVerificationError("unsupported_payload", [
    "The body was read before: handle webhooks ahead of body parsers, or keep the raw body.",
  ]);
}

/** Reads the body of a request, and stops as soon as it is longer than the limit. */
export async function readRequestBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  checkLength(Number(request.headers.get("content-length")), maxBytes);
  if (request.bodyUsed || request.body?.locked) throw bodyConsumed();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    length += part.value.byteLength;
    chunks.push(part.value);
    // Nobody waits for the sender to stop, who may fail to.
    if (length > maxBytes) reader?.cancel().catch(() => {});
    checkLength(length, maxBytes);
  }
  return joinChunks(chunks, length);
}

/** Puts chunks together. */
export function joinChunks(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = chunks;
  if (chunks.length === 1 && first !== undefined) return first;
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
