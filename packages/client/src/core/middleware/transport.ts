import { ApiError } from "../errors/api-error.ts";
import { ConnectionError, KitError, ParseError, type Place, requestIdOf } from "../errors/errors.ts";
import type { Exchange, Result, Send } from "../exchange.ts";
import { within } from "../within.ts";
import type { World } from "../world.ts";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** One attempt: fetch and the reading of the body, both within the time-out and the caller's signal. */
export function transport(fetch: Fetch, world: World): Send {
  return (exchange) =>
    within(exchange, world, async (signal, place) => {
      const { method, headers, url } = exchange;
      // Written by now: text, or a form.
      const body = exchange.body as string | URLSearchParams | undefined;
      // Redirects are not followed: that could carry a body with secrets to another host.
      const init: RequestInit = { method, headers, signal, redirect: "manual", body: body ?? null };
      try {
        const response = await fetch(url, init);
        place.requestId = requestIdOf(response);
        return interpret(exchange, place, response, await response.text(), world);
      } catch (error) {
        throw error instanceof KitError ? error : new ConnectionError(place, error);
      }
    });
}

function interpret({ method, traits }: Exchange, place: Place, response: Response, text: string, world: World): Result {
  const { ok, status, headers } = response;
  const { redirect, list, empty } = traits;
  const location = redirect && headers.get("location");
  let data: unknown;
  if (location) data = { location };
  else {
    try {
      data = text === "" ? undefined : JSON.parse(text);
    } catch {
      if (ok) throw new ParseError(place, response, text);
      data = text;
    }
    if (!ok) return { ok, data: undefined, error: new ApiError(place, response, data, world.now()), response };
    // A GET always has something to say, and so has who announces JSON: an empty answer was lost on the way.
    const isDue = method === "GET" || (status < 202 && !empty && headers.get("content-type")?.includes("json"));
    // The API says nothing but objects and lists: null, a number or a text is somebody else's.
    const isUnfit = list ? !Array.isArray(Object(data).data) : Object(data) !== data && (isDue || text !== "");
    if (isUnfit) throw new ParseError(place, response, text);
  }
  return { ok: true, data, error: undefined, response };
}
