import { operations } from "../../src/generated/operations.ts";
import type { Random } from "../../src/world/random.ts";
import { bodyExamples } from "./body-examples.ts";

/** A request as `fetch` takes it. */
export interface RandomRequest {
  readonly path: string;
  readonly init: { method: string; headers: Record<string, string>; body?: string };
}

const nasty: readonly unknown[] = [
  null,
  "",
  0,
  -1,
  1e308,
  true,
  [],
  {},
  "\u0000",
  "\r\nSet-Cookie: a=b",
  "../../etc/passwd",
  "%2e%2e%2f",
  "__proto__",
  "constructor",
  "💥".repeat(50),
  "x".repeat(5000),
  { __proto__: { admin: true } },
  [[[[]]]],
  "'; drop table organizations; --",
  "<script>",
  Number.MAX_SAFE_INTEGER,
];

/** The name of a field that no operation has. */
export const unexpectedField = "unexpected_field";

/** Draws a request for some operation, with real ids where there are some, and damages part of it. */
export function randomRequest(random: Random, ids: readonly string[], apiKey: string, damage: number): RandomRequest {
  const pick = <Value>(list: readonly Value[]): Value => list[random.next() % list.length] as Value;
  const isDamaged = () => random.fraction() < damage;
  const operation = pick(operations);
  const path = operation.path.replaceAll(/\{\w+\}/g, () =>
    isDamaged() ? encodeURIComponent(String(pick(nasty))) : ids.length > 0 ? pick(ids) : "x",
  );
  const query = new URLSearchParams();
  for (const name of Object.keys(operation.query ?? {}))
    if (random.fraction() < 0.3)
      query.set(name, isDamaged() ? String(pick(nasty)) : name === "limit" ? "5" : ids.length > 0 ? pick(ids) : "x");
  const headers: Record<string, string> = { authorization: `Bearer ${isDamaged() ? "sk_test_invalid" : apiKey}` };
  const method = isDamaged() && damage > 0.3 ? pick(["GET", "PUT", "PATCH", "DELETE", "POST"]) : operation.method;
  const search = query.size > 0 ? `?${query}` : "";
  if (operation.body === undefined || method === "GET") return { path: path + search, init: { method, headers } };
  headers["content-type"] = isDamaged()
    ? pick(["text/xml", "application/x-www-form-urlencoded", "", "application/json; charset=x"])
    : "application/json";
  const mutated = mutate(bodyExamples[operation.id] ?? {});
  // A field nobody knows must be ignored: stored, it would be mass assignment.
  const isObject = typeof mutated === "object" && mutated !== null && !Array.isArray(mutated);
  const body = JSON.stringify(isObject ? { ...mutated, [unexpectedField]: true } : mutated);
  return {
    path: path + search,
    init: { method, headers, body: isDamaged() ? body.slice(0, random.next() % (body.length + 1)) : body },
  };

  function mutate(value: unknown): unknown {
    if (isDamaged()) return pick(nasty);
    if (typeof value === "string" && ids.length > 0 && /^[a-z_]+_[0-9A-Z]{26}$/.test(value)) {
      const prefix = value.slice(0, value.lastIndexOf("_"));
      const alike = ids.filter((id) => id.startsWith(`${prefix}_`));
      return alike.length > 0 ? pick(alike) : value;
    }
    if (Array.isArray(value)) return value.map(mutate);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).filter(() => !isDamaged());
    return Object.fromEntries(entries.map(([key, part]) => [key, mutate(part)]));
  }
}
