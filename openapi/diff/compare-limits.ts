/** Compares the limits of two schemas: lengths, ranges, formats, patterns. */
import type { Json } from "../bundle/node.ts";
import type { Report, Side } from "./change.ts";
import type { Shape } from "./schema-shape.ts";

type Seen = { side: Side; report: Report };

const lower = new Set(["minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties"]);
const upper = new Set(["maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties"]);

/** A stricter limit breaks who writes; who reads has the same type either way, so there it is documentation. */
export function compareLimits(before: Shape, after: Shape, at: string, { side, report }: Seen): void {
  for (const key of new Set([...before.limits.keys(), ...after.limits.keys()])) {
    const [was, is] = [before.limits.get(key), after.limits.get(key)];
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    const isStricter = isTightened(key, was, is);
    const message = `has \`${key}\` ${show(is)} instead of ${show(was)}`;
    const inRequest = isStricter ? "breaking" : "additive";
    report({
      class: side === "request" ? inRequest : "documentation",
      kind: isStricter ? "limit-tightened" : "limit-loosened",
      at,
      message,
    });
  }
}

const show = (value: Json | undefined): string => (value === undefined ? "none" : JSON.stringify(value));

function isTightened(key: string, was: Json | undefined, is: Json | undefined): boolean {
  if (was === undefined || is === undefined) return is !== undefined;
  if (typeof was !== "number" || typeof is !== "number") return true;
  return lower.has(key) ? is > was : upper.has(key) ? is < was : true;
}
