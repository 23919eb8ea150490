/** Compares two schemas, seen from one side: what they mean for whoever writes, or reads, the value. */
import type { Node } from "../bundle/node.ts";
import { bySide, inside, type Report, type Side } from "./change.ts";
import { compareLimits } from "./compare-limits.ts";
import { compareWords } from "./compare-words.ts";
import { type Field, type Shape, shapeOf } from "./schema-shape.ts";

export type Pair = { before: Node; after: Node };

export type Comparison = {
  side: Side;
  report: Report;
  /** Pairs of named schemas that are being compared: a schema may hold itself. */
  open: Set<string>;
  bundles: Pair;
  /** Error bodies are read with a default branch, so a new variant of them is no surprise. */
  isError?: boolean;
};

/** Reports every difference between two schemas. */
export function compareSchemas(pair: Pair, at: string, comparison: Comparison): void {
  const key =
    typeof pair.before.$ref === "string" && typeof pair.after.$ref === "string"
      ? `${pair.before.$ref} ${pair.after.$ref}`
      : undefined;
  if (key !== undefined && comparison.open.has(key)) return;
  if (key !== undefined) comparison.open.add(key);
  const before = shapeOf(comparison.bundles.before, pair.before);
  const after = shapeOf(comparison.bundles.after, pair.after);
  compareTypes(before, after, at, comparison);
  compareWords(before, after, at, comparison);
  compareLimits(before, after, at, comparison);
  compareFields(before, after, at, comparison);
  compareVariants(before, after, at, comparison);
  if (before.items && after.items)
    compareSchemas({ before: before.items, after: after.items }, inside(at, "[]"), comparison);
  compareOthers(before, after, at, comparison);
  compareTexts(before, after, at, comparison);
  if (key !== undefined) comparison.open.delete(key);
}

function compareTypes(before: Shape, after: Shape, at: string, { side, report }: Comparison): void {
  const gone = [...before.types].filter((type) => !after.types.has(type));
  const come = [...after.types].filter((type) => !before.types.has(type));
  const isNullOnly = [...gone, ...come].every((type) => type === "null");
  const isAny = before.types.size === 0 || after.types.size === 0;
  if (isNullOnly && come.length > 0)
    report({ class: bySide(side, "additive", "breaking"), kind: "null-allowed", at, message: "may now be null" });
  else if (isNullOnly && gone.length > 0)
    report({ class: bySide(side, "breaking", "additive"), kind: "null-refused", at, message: "can no longer be null" });
  else if ((gone.length > 0 || come.length > 0) && !(isAny && (before.variants.size > 0 || after.variants.size > 0))) {
    const names = `from ${[...before.types].join(" or ") || "anything"} to ${[...after.types].join(" or ") || "anything"}`;
    const isWider = before.types.size > 0 && gone.length === 0;
    const isNarrower = after.types.size > 0 && come.length === 0;
    if (isWider || (isAny && after.types.size === 0))
      report({
        class: bySide(side, "additive", "breaking"),
        kind: "type-widened",
        at,
        message: `takes more types: ${names}`,
      });
    else if (isNarrower || isAny)
      report({
        class: bySide(side, "breaking", "additive"),
        kind: "type-narrowed",
        at,
        message: `takes fewer types: ${names}`,
      });
    else report({ class: "breaking", kind: "type-changed", at, message: `changed its type ${names}` });
  }
}

function compareFields(before: Shape, after: Shape, at: string, comparison: Comparison): void {
  const { side, report } = comparison;
  const gone = [...before.fields].filter(([name]) => !after.fields.has(name));
  const come = new Map([...after.fields].filter(([name]) => !before.fields.has(name)));
  for (const [name, field] of gone) {
    const twin = [...come].find(([, other]) => isSame(field, other))?.[0];
    if (twin !== undefined) come.delete(twin);
    report(
      twin === undefined
        ? { class: "breaking", kind: "field-removed", at: inside(at, name), message: "was removed" }
        : { class: "breaking", kind: "field-renamed", at: inside(at, name), message: `is now called \`${twin}\`` },
    );
  }
  for (const [name, { isRequired }] of come) {
    const must = side === "request" && isRequired;
    report({
      class: must ? "breaking" : "additive",
      kind: must ? "required-field-added" : "field-added",
      at: inside(at, name),
      message: must ? "is new and required" : "is new",
    });
  }
  for (const [name, field] of before.fields) {
    const other = after.fields.get(name);
    if (!other) continue;
    const place = inside(at, name);
    if (!field.isRequired && other.isRequired)
      report({
        class: bySide(side, "breaking", "additive"),
        kind: "field-now-required",
        at: place,
        message: bySide(side, "breaking", "additive") === "breaking" ? "is now required" : "is now always there",
      });
    if (field.isRequired && !other.isRequired)
      report({
        class: bySide(side, "additive", "breaking"),
        kind: "field-now-optional",
        at: place,
        message: side === "request" ? "may now be left out" : "may now be missing",
      });
    compareSchemas({ before: field.schema, after: other.schema }, place, comparison);
  }
}

/** Two fields that are the same but for their names. */
const isSame = (a: Field, b: Field): boolean =>
  a.isRequired === b.isRequired && JSON.stringify(a.schema) === JSON.stringify(b.schema);

function compareVariants(before: Shape, after: Shape, at: string, comparison: Comparison): void {
  const { side, report, isError } = comparison;
  if (before.variants.size > 0 !== after.variants.size > 0) {
    report({
      class: "breaking",
      kind: "variants-changed",
      at,
      message: after.variants.size > 0 ? "is now one of several variants" : "no longer has variants",
    });
    return;
  }
  for (const [name, variant] of before.variants) {
    const other = after.variants.get(name);
    if (other) compareSchemas({ before: variant, after: other }, inside(at, `(${name})`), comparison);
    else
      report({
        class: bySide(side, "breaking", isError ? "breaking" : "additive"),
        kind: "variant-removed",
        at,
        message: `no longer has the variant \`${name}\``,
      });
  }
  for (const name of after.variants.keys())
    if (!before.variants.has(name))
      report({
        class: bySide(side, "additive", isError ? "additive" : "breaking"),
        kind: "variant-added",
        at,
        message: `has a new variant \`${name}\``,
      });
}

function compareOthers(before: Shape, after: Shape, at: string, comparison: Comparison): void {
  const { side, report } = comparison;
  if (typeof before.others === "object" && typeof after.others === "object")
    compareSchemas({ before: before.others, after: after.others }, inside(at, "*"), comparison);
  else if (before.others !== false && after.others === false)
    report({
      class: bySide(side, "breaking", "additive"),
      kind: "other-fields-refused",
      at,
      message: "takes no fields beside the named ones any more",
    });
  else if (before.others === false && after.others !== false)
    report({ class: "additive", kind: "other-fields-allowed", at, message: "takes fields beside the named ones" });
}

function compareTexts(
  { texts: before }: Shape,
  { texts: after }: Shape,
  at: string,
  { side, report }: Comparison,
): void {
  if (before.description !== after.description)
    report({ class: "documentation", kind: "description-changed", at, message: "is described in other words" });
  if (before.examples !== after.examples)
    report({ class: "documentation", kind: "example-changed", at, message: "has another example" });
  if (before.isDeprecated !== after.isDeprecated)
    report({
      class: "documentation",
      kind: "deprecation-changed",
      at,
      message: after.isDeprecated ? "is deprecated" : "is no longer deprecated",
    });
  if (before.default !== after.default)
    report({
      class: before.default !== undefined && side === "request" ? "breaking" : "documentation",
      kind: "default-changed",
      at,
      message: `defaults to ${after.default ?? "nothing"} instead of ${before.default ?? "nothing"}`,
    });
}
