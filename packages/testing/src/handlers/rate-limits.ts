import { Reply } from "./message.ts";

/** The parts of a request that limits are counted by. */
interface Counted {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, string>>;
}

interface Limit {
  readonly limit: number;
  readonly perMs: number;
  /** What the count is kept by; undefined leaves the request out. */
  readonly by: (request: Counted) => unknown;
  readonly body?: unknown;
}

const minute = 60_000;

/** The documented limits (facts: shared, "Rate limits"). Those that the API counts by address count all requests here. */
const limits: readonly Limit[] = [
  { limit: 6000, perMs: minute, by: () => "all" },
  {
    limit: 1000,
    perMs: minute,
    by: ({ operation, query }) => operation === "getSsoAuthorizationUrl" && query.connection,
  },
  {
    limit: 4,
    perMs: 1000,
    by: ({ operation, query }) => operation === "listDirectoryUsers" && query.directory,
    body: "Ratelimited",
  },
  { limit: 50, perMs: minute, by: ({ operation }) => operation === "deleteOrganization" && "all" },
  {
    limit: 1000,
    perMs: 10_000,
    by: ({ path, method }) => path.startsWith("/user_management/") && method === "GET" && "all",
  },
  {
    limit: 500,
    perMs: 10_000,
    by: ({ path, method }) => path.startsWith("/user_management/") && method !== "GET" && "all",
  },
  {
    limit: 10,
    perMs: minute,
    by: ({ operation, body }) => operation === "authenticate" && (body.email ?? body.authentication_challenge_id),
    body: { error: "too_many_requests", error_description: "Too many requests." },
  },
  { limit: 3, perMs: minute, by: ({ operation, body }) => operation === "createMagicAuth" && body.email },
  { limit: 3, perMs: minute, by: ({ operation, params }) => operation === "sendVerificationEmail" && params.id },
  { limit: 3, perMs: minute, by: ({ operation, body }) => operation === "createPasswordReset" && body.email },
];

/** Counts the requests of one environment against the documented limits. */
export class RateLimits {
  readonly #now: () => number;
  readonly #windows = limits.map(() => new Map<string, { since: number; used: number }>());

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The 429 of the first limit that a request goes beyond. */
  refusal(request: Counted): Reply | undefined {
    for (const [index, limit] of limits.entries()) {
      const key = limit.by(request);
      const waitMs = typeof key === "string" ? this.#count(index, limit, key) : 0;
      if (waitMs === 0) continue;
      const body = limit.body ?? { message: "Too many requests.", code: "rate_limit_exceeded" };
      return new Reply(429, body, { "retry-after": String(Math.ceil(waitMs / 1000)) });
    }
    return undefined;
  }

  clear(): void {
    for (const window of this.#windows) window.clear();
  }

  /** Counts one request; gives the time until the window ends when it was one too many. */
  #count(index: number, { limit, perMs }: Limit, key: string): number {
    const windows = this.#windows[index];
    const now = this.#now();
    const known = windows?.get(key);
    const current = known && now - known.since < perMs ? known : { since: now, used: 0 };
    current.used++;
    windows?.set(key, current);
    return current.used > limit ? Math.max(1, current.since + perMs - now) : 0;
  }
}
