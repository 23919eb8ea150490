import { ApiError } from "../errors/api-error.ts";
import { ConnectionError, ParseError, requestIdOf } from "../errors/errors.ts";
import type { Send } from "../exchange.ts";
import { within } from "../within.ts";
import type { World } from "../world.ts";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** One attempt: fetch and the reading of the body, both within the time-out and the caller's signal. */
export function transport(fetch: Fetch, world: World): Send {
  return (exchange) =>
    within(exchange, world, async (signal, place) => {
      const { method, headers, url, traits } = exchange;
      // Written by now: text, or a form.
      const body = (exchange.body ?? null) as string | URLSearchParams | null;
      let response: Response;
      let text: string;
      try {
        // Redirects are not followed: that could carry a body with secrets to another host.
        response = await fetch(url, { method, headers, signal, redirect: "manual", body });
        place.requestId = requestIdOf(response);
        text = await response.text();
      } catch (error) {
        throw new ConnectionError(place, error);
      }
      const { ok, status, headers: answered } = response;
      const location = traits.redirect && answered.get("location");
      let data: unknown = location && { location };
      try {
        if (!data && text) data = JSON.parse(text);
      } catch {
        data = text;
      }
      if (!ok && !location) {
        return { ok, data: undefined, error: new ApiError(place, response, data, world.now()), response };
      }
      // A GET always has something to say, and so has who announces JSON: an empty answer was lost on the way.
      const isDue =
        method === "GET" || (status < 202 && !traits.empty && answered.get("content-type")?.includes("json"));
      // The API says nothing but objects and lists: null, a number or a text is somebody else's.
      const isUnfit = traits.list ? !Array.isArray(Object(data).data) : Object(data) !== data && (isDue || text);
      if (isUnfit) throw new ParseError(place, response, text);
      return { ok: true, data, error: undefined, response };
    });
}
