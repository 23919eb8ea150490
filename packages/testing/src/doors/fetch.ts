import { type Answer, type Incoming, maxBodyBytes } from "../handlers/message.ts";
import { refusedPlainly } from "../problem.ts";

const base = "https://api.workos.com";
const secretHeaders = new Set(["authorization", "cookie"]);

/** Reads what was given to `fetch`; a plain address and options are not made into a `Request` first. */
export function incomingOf(input: Request | URL | string, init: RequestInit = {}): Incoming {
  // Not `instanceof`: test environments such as jsdom have a Request of their own beside the platform's.
  if (typeof input === "object" && "headers" in input)
    return fromRequest(Object.keys(init).length > 0 ? new Request(input, init) : input);
  const isPlain = init.body === undefined || init.body === null || typeof init.body === "string";
  if (!isPlain) return fromRequest(new Request(new URL(input, base), init));
  const headers = new Headers(init.headers);
  const body = init.body ?? "";
  if (init.body && !headers.has("content-type")) headers.set("content-type", "text/plain");
  throwIfAborted(init.signal);
  return {
    method: (init.method ?? "GET").toUpperCase(),
    url: new URL(input, base),
    header: (name) => headers.get(name) ?? undefined,
    headers: () => withoutSecrets(headers),
    text: async (maxBytes) => limited(String(body), maxBytes),
    signal: init.signal ?? undefined,
  };
}

function fromRequest(request: Request): Incoming {
  throwIfAborted(request.signal);
  return {
    method: request.method,
    url: new URL(request.url),
    header: (name) => request.headers.get(name) ?? undefined,
    headers: () => withoutSecrets(request.headers),
    text: async (maxBytes) => {
      refuseTooLarge(Number(request.headers.get("content-length") ?? 0), maxBytes);
      return limited(request.body ? await request.text() : "", maxBytes);
    },
    get signal() {
      return request.signal;
    },
  };
}

/** Answers as `fetch` does: with a `Response`, or by rejecting with the reason of its signal. */
export async function answerFetch(incoming: Incoming, handle: (incoming: Incoming) => Promise<Answer>) {
  const answer = await handle(incoming);
  throwIfAborted(incoming.signal);
  return responseOf(answer, incoming.method);
}

/** The answer as a `Response`. A dropped connection rejects, the way `fetch` does. */
export function responseOf(answer: Answer, method: string): Response {
  if (answer.isDropped) throw new TypeError("fetch failed", { cause: new Error("The mock dropped the connection.") });
  return new Response(method === "HEAD" ? null : bodyOf(answer), { status: answer.status, headers: answer.headers });
}

function bodyOf({ body, cutAfterBytes }: Answer): BodyInit | null {
  if (body === undefined) return null;
  if (cutAfterBytes !== undefined) return cutOff(startOf(body, cutAfterBytes));
  return typeof body === "string" ? body : new Uint8Array(body);
}

/** The first bytes of a body. */
export function startOf(body: string | Uint8Array, bytes: number): Uint8Array {
  return (typeof body === "string" ? new TextEncoder().encode(body) : body).subarray(0, bytes);
}

/** A body whose connection breaks off behind what has come. */
function cutOff(start: Uint8Array): ReadableStream {
  let isSent = start.length === 0;
  return new ReadableStream(
    {
      // Not before it is asked for: an error throws away what has not been read.
      pull(controller) {
        if (isSent) controller.error(new TypeError("terminated", { cause: new Error("The mock cut the connection.") }));
        else controller.enqueue(start);
        isSent = true;
      },
    },
    { highWaterMark: 0 },
  );
}

export function withoutSecrets(headers: Iterable<readonly [string, string]>): Record<string, string> {
  const copy: Record<string, string> = {};
  for (const [name, value] of headers) copy[name] = secretHeaders.has(name) ? "[hidden]" : value;
  return copy;
}

export function refuseTooLarge(bytes: number, maxBytes = maxBodyBytes): void {
  if (bytes > maxBytes) throw refusedPlainly(413, `The body is larger than ${maxBytes} bytes.`);
}

function limited(text: string, maxBytes: number | undefined): string {
  refuseTooLarge(text.length, maxBytes);
  return text;
}

function throwIfAborted(signal: AbortSignal | null | undefined): void {
  signal?.throwIfAborted();
}
