import { ApiError } from "../errors/api-error.ts";
import { ConnectionError, KitError, ParseError, TimeoutError } from "../errors/errors.ts";
import type { Exchange, Result, Send } from "../exchange.ts";
import type { World } from "../world.ts";

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
    let fail: (reason: unknown) => void = () => {};
    // A fetch that ignores its signal must not be able to hang the call, so the end races it.
    const ended = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const end = (reason: unknown) => {
      fail(reason);
      controller.abort(reason);
    };
    const stop = () => end(asked?.reason);
    asked?.addEventListener("abort", stop);
    const timer = setTimeout(() => end(new TimeoutError(exchange, timeoutMs)), Math.min(timeoutMs, longestTimer));
    // Written by now: text, or a form.
    const body = exchange.body === undefined ? {} : { body: exchange.body as string | URLSearchParams };
    try {
      // Redirects are not followed: that could carry a body with secrets to another host.
      const read = async () => {
        const response = await fetch(url, { method, headers, signal, redirect: "manual", ...body });
        return interpret(exchange, response, await response.text(), world.now());
      };
      return await Promise.race([ended, read()]);
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
    // A GET always has something to say, and so has who announces JSON: an empty answer was lost on the way.
    const { list, empty } = exchange.traits;
    const isDue =
      exchange.method === "GET" || (status < 202 && !empty && headers.get("content-type")?.includes("json"));
    const isUnfit = list ? !Array.isArray(Object(data).data) : data === undefined && isDue;
    if (isUnfit) throw new ParseError(exchange, response, text);
  }
  return { ok: true, data, error: undefined, response };
}
