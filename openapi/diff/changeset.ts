/** Proposes changesets for differences of the spec, and checks that a breaking one has its own. */
import type { Change, ChangeClass } from "./change.ts";

export type Bump = "patch" | "minor" | "major";
export type Proposal = { package: string; bump: Bump; class: ChangeClass; sentences: string[] };
export type Changeset = { file: string; bumps: Record<string, Bump> };

const packagesOf: Record<Change["of"], string[]> = {
  operation: ["@workos-kit/client", "@workos-kit/testing"],
  event: ["@workos-kit/webhooks", "@workos-kit/testing"],
  type: ["@workos-kit/client"],
};
const rank: Record<Bump, number> = { patch: 0, minor: 1, major: 2 };
const classes: ChangeClass[] = ["breaking", "additive", "documentation"];

/** What a class of change asks of a version; before 1.0 the second figure is the one that may break. */
export function bumpFor(severity: ChangeClass, version: string): Bump {
  const isBeforeFirst = version.startsWith("0.");
  if (severity === "breaking") return isBeforeFirst ? "minor" : "major";
  return severity === "additive" && !isBeforeFirst ? "minor" : "patch";
}

/** One proposal for each package that a change touches, the gravest first in its sentences. */
export function proposeChangesets(changes: readonly Change[], versions: Record<string, string>): Proposal[] {
  return Object.entries(versions).flatMap(([name, version]) => {
    const own = changes.filter((change) => packagesOf[change.of].includes(name));
    const severity = classes.find((one) => own.some((change) => change.class === one));
    if (severity === undefined) return [];
    const told = own.filter((change) => change.class === severity || change.class === "breaking");
    return [
      { package: name, bump: bumpFor(severity, version), class: severity, sentences: [...new Set(told.map(sentence))] },
    ];
  });
}

/** A change as the person reads it who upgrades. */
export function sentence({ of, name, side, at, message }: Change): string {
  const what = of === "type" ? `The type \`${name}\`` : `\`${name}\``;
  if (at === "") return `${what} ${message}.`;
  return `${what}: \`${at}\` ${of === "operation" ? `of the ${side}` : "of the event"} ${message}.`;
}

/** The text of a changeset file that says what a proposal says. */
export function changesetText({ package: name, bump, sentences }: Proposal): string {
  return `---\n"${name}": ${bump}\n---\n${sentences.join("\n")}\n`;
}

/** Reads the head of a changeset file. */
export function readChangeset(file: string, text: string): Changeset {
  const [, head = ""] = text.split(/^---$/m);
  const bumps: Record<string, Bump> = {};
  for (const [, name, bump] of head.matchAll(/^["']?([^"':\n]+)["']?:\s*(patch|minor|major)\s*$/gm))
    if (name !== undefined && (bump === "patch" || bump === "minor" || bump === "major")) bumps[name] = bump;
  return { file, bumps };
}

/** The proposals for breaking changes that no changeset answers. */
export function missingChangesets(proposals: readonly Proposal[], changesets: readonly Changeset[]): Proposal[] {
  return proposals.filter(
    (proposal) =>
      proposal.class === "breaking" &&
      !changesets.some(({ bumps }) => rank[bumps[proposal.package] ?? "patch"] >= rank[proposal.bump]),
  );
}
