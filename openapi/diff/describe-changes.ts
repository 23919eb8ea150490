/** The differences as text for people. */
import type { Change, ChangeClass } from "./change.ts";
import { changesetText, type Proposal } from "./changeset.ts";

const classes: ChangeClass[] = ["breaking", "additive", "documentation"];
const signs: Record<ChangeClass, string> = { breaking: "✗", additive: "+", documentation: "·" };
const mostNames = 4;

/** One line for a change, with all operations or events that share it. */
type Line = { class: ChangeClass; text: string; names: string[] };

function gather(changes: readonly Change[]): Line[] {
  const lines = new Map<string, Line>();
  for (const change of changes) {
    const place = [change.side === "whole" ? "" : `${change.side} `, change.at].join("");
    const isWhole = change.at === "" && change.side === "whole";
    const text = isWhole ? change.message : `${place.trim()}: ${change.message}`;
    const key = isWhole ? `${change.of} ${change.name} ${text}` : `${change.class} ${change.of} ${text}`;
    const line = lines.get(key) ?? { class: change.class, text, names: [] };
    line.names.push(change.name);
    lines.set(key, line);
  }
  return [...lines.values()];
}

const list = (names: string[]): string =>
  names.length <= mostNames
    ? names.join(", ")
    : `${names.slice(0, mostNames).join(", ")} and ${names.length - mostNames} more`;

/** `3 breaking, 2 additive, 0 documentation`. */
export function countChanges(changes: readonly Change[]): string {
  return classes.map((one) => `${changes.filter((change) => change.class === one).length} ${one}`).join(", ");
}

/** What changed, the gravest first, each with the operations and events it touches. */
export function describeChanges(changes: readonly Change[]): string {
  if (changes.length === 0) return "The spec is the same.";
  const lines = gather(changes);
  const blocks = classes.flatMap((one) => {
    const own = lines.filter((line) => line.class === one);
    if (own.length === 0) return [];
    return [[`${one}:`, ...own.map(({ text, names }) => `  ${signs[one]} ${list(names)}  ${text}`)].join("\n")];
  });
  return [...blocks, countChanges(changes)].join("\n\n");
}

/** The changesets to write, ready to be copied. */
export function describeProposals(proposals: readonly Proposal[]): string {
  return proposals
    .map((proposal) => `Proposed for .changeset/:\n\n${changesetText(proposal).replace(/^(?=.)/gm, "  ")}`)
    .join("\n");
}
