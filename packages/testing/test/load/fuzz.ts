import { createMock } from "../../src/mock.ts";
import { Random } from "../../src/world/random.ts";
import { findFaults } from "../answer-checker.ts";
import { findBreaches } from "./invariants.ts";
import { randomRequest, unexpectedField } from "./random-request.ts";

/** What a fuzz run came to. */
export interface FuzzResult {
  readonly requests: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers the mock should never give, with the request that led to them. */
  readonly failures: readonly string[];
  readonly breaches: readonly string[];
}

const refused = new Set([400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 501]);

/** Sends damaged requests generated from the spec: each must get an answer below 500, and leave the world whole. */
export async function fuzz(requests: number, seed: number): Promise<FuzzResult> {
  const mock = createMock({ seed, journalLimit: 100, webhooks: { send: async () => new Response() } });
  const random = new Random(`fuzz ${seed}`);
  const statuses: Record<string, number> = {};
  const failures: string[] = [];
  const ids: string[] = [];
  for (let index = 0; index < requests; index++) {
    // Damage little at first, so that there is something to damage.
    const damage = index % 3 === 0 ? 0 : 0.05 + random.fraction() * 0.5;
    const { path, init } = randomRequest(random, ids, mock.apiKey, damage);
    const url = `https://api.workos.com${path}`;
    const response = await mock.fetch(url, init);
    const text = await response.text();
    statuses[response.status] = (statuses[response.status] ?? 0) + 1;
    const isFine = response.status < 400 || refused.has(response.status);
    const faults = response.headers.has("x-mock-reason")
      ? []
      : findFaults(init.method, new URL(url).pathname, response.status, text);
    if (!isFine || faults.length > 0)
      failures.push(
        `${init.method} ${path} ${init.body ?? ""} → ${response.status} ${faults.join("; ") || text}`.slice(0, 600),
      );
    for (const [, id = ""] of text.matchAll(/"id":"([\w-]+)"/g))
      if (ids.length < 500) ids.push(id);
      else ids[random.next() % 500] = id;
  }
  await mock.webhooks.settled();
  const isPolluted = "admin" in {};
  const stored = Object.entries(mock.export().tables).filter(([, rows]) =>
    JSON.stringify(rows).includes(unexpectedField),
  );
  const leaks = stored.map(([name]) => `${name} stores fields that nobody knows`);
  return {
    requests,
    statuses,
    failures,
    breaches: [...findBreaches(mock), ...leaks, ...(isPolluted ? ["a prototype was changed"] : [])],
  };
}
