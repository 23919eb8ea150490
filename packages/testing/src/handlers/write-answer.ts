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
  if (reply.body === undefined) return { status: reply.status, headers, body: undefined };
  headers["content-type"] ??= "application/json; charset=utf-8";
  const isText = typeof reply.body === "string" && !headers["content-type"].includes("json");
  return { status: reply.status, headers, body: isText ? String(reply.body) : JSON.stringify(reply.body) };
}
