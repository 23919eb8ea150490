import { ApiError } from "./api-error.ts";
import { ConnectionError, KitError, ParseError, TimeoutError } from "./errors.ts";
import type { Exchange, Result, Send } from "./exchange.ts";
import type { World } from "./world.ts";

// The platform's timers wrap around above this.
const longestTimer = 2 ** 31 - 1;

/** One attempt: fetch and the reading of the body, both within the time-out and the caller's signal. */
export function transport(fetch: (url: string, init: RequestInit) => Promise<Response>, world: World): Send {
  return async (exchange) => {
    const { method, headers, url } = exchange;
    const { signal: asked, timeoutMs = 60_000 } = exchange.options;
    asked?.throwIfAborted();
    const controller = new AbortController();
    const { signal } = controller;
    const stop = () => controller.abort(asked?.reason);
    asked?.addEventListener("abort", stop);
    const expire = () => controller.abort(new TimeoutError(exchange, timeoutMs));
    const timer = setTimeout(expire, Math.min(timeoutMs, longestTimer));
    // Written by now: text, or a form.
    const body = exchange.body === undefined ? {} : { body: exchange.body as string | URLSearchParams };
    try {
      // Redirects are not followed: that could carry a body with secrets to another host.
      const read = async () => {
        const response = await fetch(url, { method, headers, signal, redirect: "manual", ...body });
        return interpret(exchange, response, await response.text(), world.now());
      };
      // A fetch that ignores its signal must not be able to hang the call, so the abort races it.
      const aborted = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      return await Promise.race([aborted, read()]);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw error instanceof KitError ? error : new ConnectionError(exchange, error);
    } finally {
      clearTimeout(timer);
      asked?.removeEventListener("abort", stop);
    }
  };
}

function interpret(exchange: Exchange, response: Response, text: string, now: number): Result {
  const { ok, status, headers } = response;
  let data: unknown;
  if (exchange.traits.redirect && status >= 300 && status < 400) data = { location: headers.get("location") };
  else {
    try {
      data = text === "" ? undefined : JSON.parse(text);
    } catch {
      if (ok) throw new ParseError(exchange, response, text);
      data = text;
    }
    if (!ok) return { ok, data: undefined, error: new ApiError(exchange, response, data, now), response };
    // Every GET has something to say; an empty one is an answer that was lost on the way.
    if (data === undefined && exchange.method === "GET") throw new ParseError(exchange, response, text);
  }
  return { ok: true, data, error: undefined, response };
}
