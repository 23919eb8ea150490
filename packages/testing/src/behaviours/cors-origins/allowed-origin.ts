import type { World } from "../../world/world.ts";
import { corsOrigins } from "./table.ts";

/**
 * What browsers are told of a page's origin: any may read answers while none is registered, so that a test needs no
 * set-up; from the first one on only those may (inferred: the facts say that a browser's origin is allowed by them).
 */
export function allowedOrigin(world: World, origin: string): string | undefined {
  const table = world.table(corsOrigins);
  if (table.size === 0) return "*";
  return table.holder("origin", origin) ? origin : undefined;
}

/** The headers that let a browser hand an answer to the page. Only origins that were named may send cookies. */
export function corsHeaders(allowed: string): Record<string, string> {
  if (allowed === "*") return { "access-control-allow-origin": "*" };
  return { "access-control-allow-origin": allowed, "access-control-allow-credentials": "true", vary: "Origin" };
}
