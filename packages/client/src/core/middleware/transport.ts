import { ApiError } from "../errors/api-error.ts";
import { ConnectionError, KitError, ParseError, TimeoutError } from "../errors/errors.ts";
import type { Exchange, Result, Send } from "../exchange.ts";
import type { World } from "../world.ts";

// The platform's timers wrap around above this.
const longestTimer = 2 ** 31 - 1;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** One attempt: fetch and the reading of the body, both within the time-out and the caller's signal. */
export function transport(fetch: Fetch, world: World): Send {
  const read = async (exchange: Exchange, signal: AbortSignal): Promise<Result> => {
    const { method, headers, url, body } = exchange;
    // Redirects are not followed: that could carry a body with secrets to another host.
    const init: RequestInit = { method, headers, signal, redirect: "manual" };
    // Written by now: text, or a form.
    if (body !== undefined) init.body = body as string | URLSearchParams;
    const response = await fetch(url, init);
    return interpret(exchange, response, await response.text(), world);
  };

  // One promise by hand: a fetch that ignores its signal must not be able to hang the call, and a race costs more.
  return (exchange) =>
    new Promise((resolve, reject) => {
      const { signal: asked } = exchange.options;
      asked?.throwIfAborted();
      const controller = new AbortController();
      const settle = <Value>(how: (value: Value) => void, value: Value) => {
        clearTimeout(timer);
        asked?.removeEventListener("abort", stop);
        how(value);
      };
      const end = (reason: unknown) => {
        settle(reject, reason);
        controller.abort(reason);
      };
      const stop = () => end(asked?.reason);
      asked?.addEventListener("abort", stop);
      const { timeoutMs } = exchange;
      const timer = setTimeout(() => end(new TimeoutError(exchange, timeoutMs)), Math.min(timeoutMs, longestTimer));
      read(exchange, controller.signal).then(
        (result) => settle(resolve, result),
        (error) => settle(reject, error instanceof KitError ? error : new ConnectionError(exchange, error)),
      );
    });
}

function interpret(exchange: Exchange, response: Response, text: string, world: World): Result {
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
    if (!ok) return { ok, data: undefined, error: new ApiError(exchange, response, data, world.now()), response };
    // A GET always has something to say, and so has who announces JSON: an empty answer was lost on the way.
    const { list, empty } = exchange.traits;
    const isDue =
      exchange.method === "GET" || (status < 202 && !empty && headers.get("content-type")?.includes("json"));
    const isUnfit = list ? !Array.isArray(Object(data).data) : data === undefined && isDue;
    if (isUnfit) throw new ParseError(exchange, response, text);
  }
  return { ok: true, data, error: undefined, response };
}
