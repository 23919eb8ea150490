/** Compares the sets of known words of two schemas. */
import type { Report, Side } from "./change.ts";
import { bySide } from "./change.ts";
import type { Shape } from "./schema-shape.ts";

type Seen = { side: Side; report: Report };

export function compareWords(
  { words: before }: Shape,
  { words: after }: Shape,
  at: string,
  { side, report }: Seen,
): void {
  if (!before && !after) return;
  if (!before || !after) {
    const message = after ? `takes only certain words: ${[...after.values].join(", ")}` : "takes any text";
    // An open set says which words are known; that any other may come was so before, and still is.
    if ((after ?? before)?.isOpen)
      report({
        class: "documentation",
        kind: "known-words-changed",
        at,
        message: after ? "lists known words" : "lists no known words",
      });
    else if (after) report({ class: bySide(side, "breaking", "additive"), kind: "enum-added", at, message });
    else report({ class: bySide(side, "additive", "breaking"), kind: "enum-removed", at, message });
    return;
  }
  if (before.isOpen !== after.isOpen)
    report(
      after.isOpen
        ? {
            class: bySide(side, "additive", "breaking"),
            kind: "enum-opened",
            at,
            message: "takes words that are not listed",
          }
        : { class: bySide(side, "breaking", "additive"), kind: "enum-closed", at, message: "takes listed words only" },
    );
  for (const word of before.values)
    if (!after.values.has(word))
      report({
        class: after.isOpen ? "documentation" : bySide(side, "breaking", "additive"),
        kind: "word-removed",
        at,
        message: `no longer lists ${word}`,
      });
  for (const word of after.values)
    if (!before.values.has(word))
      report({
        class: after.isOpen ? "additive" : bySide(side, "additive", "breaking"),
        kind: "word-added",
        at,
        message: `lists ${word}`,
      });
}
