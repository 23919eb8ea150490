import { type Answer, Reply } from "./message.ts";

/** What a behaviour returned, with the usual status where it says none. */
export function asReply(value: unknown, usualStatus = 200): Reply {
  return value instanceof Reply ? value : new Reply(usualStatus, value);
}

/** The answer as doors send it: JSON, unless its headers say otherwise. */
export function writeAnswer(reply: Reply, requestId?: string): Answer {
  const headers: Record<string, string> = {
    ...(requestId !== undefined && { "x-request-id": requestId }),
    ...reply.headers,
  };
  const { status, body, cutAfterBytes } = reply;
  if (body === undefined) return { status, headers, body };
  headers["content-type"] ??= "application/json; charset=utf-8";
  const isText = typeof body === "string" && !headers["content-type"].includes("json");
  const written = isText || isBytes(body) ? body : JSON.stringify(body);
  const isCut = cutAfterBytes !== undefined && cutAfterBytes < bytesOf(written).length;
  return { status, headers, body: written, ...(isCut && { cutAfterBytes }) };
}

function bytesOf(body: string | Uint8Array): Uint8Array {
  return typeof body === "string" ? new TextEncoder().encode(body) : body;
}

// Not `instanceof`: test environments such as jsdom have a Uint8Array of their own beside the platform's.
function isBytes(body: unknown): body is Uint8Array {
  return ArrayBuffer.isView(body);
}

/** A body as the journal keeps it: bytes as text, which a person can read. */
export function bodyToShow(body: unknown): unknown {
  return isBytes(body) ? new TextDecoder().decode(body) : body;
}
