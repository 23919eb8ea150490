import { bodyConsumed, checkLength, joinChunks } from "../handler/read-body.ts";
import type { Payload } from "../verification/payload.ts";

/** What a Node request must have: `http`, Express, Connect, NestJS and Next pages all do. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The raw body, where the framework or the platform keeps it. */
  readonly rawBody?: unknown;
  /** The body, raw or parsed, where a parser ran before. */
  readonly body?: unknown;
  readonly readableDidRead?: boolean;
  readonly destroyed?: boolean;
  /** The methods of a readable stream. */
  readonly on?: unknown;
}

/** As much of a readable stream as reading needs. */
export interface BodyStream extends Pick<NodeRequest, "headers" | "readableDidRead" | "destroyed"> {
  on(event: string, listener: (value: never) => void): unknown;
  removeListener(event: string, listener: (value: never) => void): unknown;
  pause(): unknown;
}

/** Finds the body of a Node request in the best form that is left. */
export async function readNodeBody(request: NodeRequest, maxBytes: number): Promise<Payload> {
  const kept = [request.rawBody, request.body].find(isRaw);
  if (kept !== undefined) {
    checkLength(typeof kept === "string" ? new TextEncoder().encode(kept).length : kept.byteLength, maxBytes);
    return kept;
  }
  // Express 4 puts an empty object into `body` without reading anything, so an unread stream goes before a parsed body.
  if (isUnread(request)) return readStream(request, maxBytes);
  if (typeof request.body === "object" && request.body !== null) return request.body;
  throw request.destroyed === true && request.readableDidRead === false ? brokenOff() : bodyConsumed();
}

function brokenOff(): Error {
  return new Error("The connection was closed before the body was complete.");
}

function isUnread(request: NodeRequest): request is NodeRequest & BodyStream {
  return typeof request.on === "function" && request.readableDidRead !== true && request.destroyed !== true;
}

function isRaw(value: unknown): value is string | Uint8Array {
  return typeof value === "string" || ArrayBuffer.isView(value);
}

// By listeners, because leaving a `for await` loop early would destroy the connection before the answer is sent.
function readStream(request: BodyStream, maxBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    const listeners = {
      data(chunk: string | Uint8Array): void {
        const bytes = typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
        length += bytes.byteLength;
        chunks.push(bytes);
        if (length > maxBytes) finish(() => checkLength(length, maxBytes));
      },
      end: () => finish(() => resolve(joinChunks(chunks, length))),
      error: (error: unknown) => finish(() => reject(error)),
      close: () => finish(() => reject(brokenOff())),
    };
    const finish = (settle: () => void): void => {
      for (const [name, listener] of Object.entries(listeners)) request.removeListener(name, listener);
      // An error that comes later must not become an uncaught exception.
      request.on("error", () => {});
      request.pause();
      try {
        settle();
      } catch (error) {
        reject(error);
      }
    };
    try {
      checkLength(Number(request.headers["content-length"]), maxBytes);
    } catch (error) {
      reject(error);
      return;
    }
    for (const [name, listener] of Object.entries(listeners)) request.on(name, listener);
  });
}
