import type { World } from "../src/core/world.ts";

export interface Recorded {
  method: string;
  url: URL;
  headers: Headers;
  body: string | undefined;
  redirect: string | undefined;
}

export type Reply = Response | Error | ((request: Recorded) => Response | Promise<Response>);

/** A `fetch` that answers from a list, the last reply again and again, and remembers what it was asked. */
export function recorder(...replies: Reply[]) {
  const requests: Recorded[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const body = init.body === undefined || init.body === null ? undefined : String(init.body);
    const headers = new Headers(init.headers);
    const recorded = { method: init.method ?? "GET", url: new URL(url), headers, body, redirect: init.redirect };
    requests.push(recorded);
    const reply = replies[Math.min(requests.length, replies.length) - 1] ?? json({});
    if (reply instanceof Error) throw reply;
    return typeof reply === "function" ? reply(recorded) : reply.clone();
  };
  return { fetch, requests };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", "x-request-id": "req_1", ...headers },
  });
}

/** A clock that moves only when something sleeps, and remembers the sleeps. */
export function stillWorld(random = 0.5): World & { sleeps: number[] } {
  let now = 1_000_000;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    random: () => random,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      sleeps.push(ms);
      now += ms;
    },
  };
}

/** The failure of undici when nobody listens. */
export function refused(code = "ECONNREFUSED"): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(`connect ${code}`), { code }) });
}
