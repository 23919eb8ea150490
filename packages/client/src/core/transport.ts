import { ApiError } from "./api-error.ts";
import { ConnectionError, KitError, ParseError, TimeoutError } from "./errors.ts";
import type { Exchange, Result, Send } from "./exchange.ts";
import type { World } from "./world.ts";

export interface TransportOptions {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  timeoutMs: number | undefined;
  world: World;
}

// The platform's timers wrap around above this.
const longestTimer = 2 ** 31 - 1;

/** One attempt: fetch and the reading of the body, both within the time-out and the caller's signal. */
export function transport({ fetch, timeoutMs = 60_000, world }: TransportOptions): Send {
  return async (exchange) => {
    const { options, method, headers, url } = exchange;
    const limitMs = options.timeoutMs ?? timeoutMs;
    const { signal } = options;
    signal?.throwIfAborted();
    const controller = new AbortController();
    let stop: () => void = () => {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A fetch that ignores its signal must not be able to hang the call, so the abort races it.
    const stopped = new Promise<never>((_, reject) => {
      const end = (reason: unknown) => {
        reject(reason);
        controller.abort(reason);
      };
      stop = () => end(signal?.reason);
      signal?.addEventListener("abort", stop);
      timer = setTimeout(() => end(new TimeoutError(exchange, limitMs)), Math.min(limitMs, longestTimer));
    });
    // Written by now: text, or a form.
    const body = exchange.body === undefined ? {} : { body: exchange.body as string | URLSearchParams };
    // Redirects are not followed: that could carry a body with secrets to another host.
    const init: RequestInit = { method, headers, signal: controller.signal, redirect: "manual", ...body };
    try {
      const read = async (): Promise<[Response, string]> => {
        const response = await fetch(url, init);
        return [response, await response.text()];
      };
      const [response, text] = await Promise.race([stopped, read()]);
      return interpret(exchange, response, text, world.now());
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw error instanceof KitError ? error : new ConnectionError(exchange, error);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    }
  };
}

function interpret(exchange: Exchange, response: Response, text: string, now: number): Result {
  const location = response.headers.get("location");
  if (exchange.traits.redirect && response.status >= 300 && response.status < 400)
    return { ok: true, data: { location }, error: undefined, response };
  const body = parse(text);
  if (!response.ok) {
    const error = new ApiError(exchange, response, body === unreadable ? text : body, now);
    return { ok: false, data: undefined, error, response };
  }
  // Every GET has something to say; an empty one is an answer that was lost on the way.
  if (body === unreadable || (body === undefined && exchange.method === "GET")) {
    throw new ParseError(exchange, response, text);
  }
  return { ok: true, data: body, error: undefined, response };
}

const unreadable = Symbol("unreadable");

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return unreadable;
  }
}
