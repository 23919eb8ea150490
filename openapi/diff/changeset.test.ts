import { describe, expect, it } from "vitest";
import type { Change } from "./change.ts";
import { bumpFor, changesetText, missingChangesets, proposeChangesets, readChangeset, sentence } from "./changeset.ts";
import { describeChanges, describeProposals } from "./describe-changes.ts";

const change = (parts: Partial<Change>): Change => ({
  class: "breaking",
  kind: "field-removed",
  of: "operation",
  name: "getContact",
  side: "answer",
  at: "200.email",
  message: "was removed",
  ...parts,
});
const versions = { "@workos-kit/client": "1.2.0", "@workos-kit/webhooks": "0.3.0", "@workos-kit/testing": "0.3.0" };

describe("bumpFor", () => {
  it.each([
    ["breaking", "1.0.0", "major"],
    ["breaking", "0.4.0", "minor"],
    ["additive", "1.0.0", "minor"],
    ["additive", "0.4.0", "patch"],
    ["documentation", "1.0.0", "patch"],
    ["documentation", "0.4.0", "patch"],
  ] as const)("asks for a change that is %s at %s for %3$s", (severity, version, bump) => {
    expect(bumpFor(severity, version)).toBe(bump);
  });
});

describe("proposeChangesets", () => {
  it("proposes one changeset for each package that a change touches", () => {
    const proposals = proposeChangesets([change({})], versions);

    expect(proposals).toEqual([
      {
        package: "@workos-kit/client",
        bump: "major",
        class: "breaking",
        sentences: ["`getContact`: `200.email` of the answer was removed."],
      },
      {
        package: "@workos-kit/testing",
        bump: "minor",
        class: "breaking",
        sentences: ["`getContact`: `200.email` of the answer was removed."],
      },
    ]);
  });

  it("leaves the webhooks package alone unless an event differs", () => {
    const proposals = proposeChangesets([change({ of: "event", name: "contact.created", at: "data.email" })], versions);

    expect(proposals.map((proposal) => proposal.package)).toEqual(["@workos-kit/webhooks", "@workos-kit/testing"]);
  });

  it("speaks of the gravest changes only", () => {
    const [proposal] = proposeChangesets(
      [
        change({ class: "documentation", at: "200.id" }),
        change({ class: "additive", at: "200.new", message: "is new" }),
      ],
      versions,
    );

    expect(proposal).toMatchObject({ bump: "minor", sentences: ["`getContact`: `200.new` of the answer is new."] });
  });

  it("proposes nothing for nothing", () => {
    expect(proposeChangesets([], versions)).toEqual([]);
  });
});

describe("missingChangesets", () => {
  const [proposal] = proposeChangesets([change({})], versions);
  const proposals = proposal ? [proposal] : [];

  it.each([
    ["none", {}, 1],
    ["a smaller one", { "@workos-kit/client": "minor" }, 1],
    ["one of another package", { "@workos-kit/webhooks": "major" }, 1],
    ["the one asked for", { "@workos-kit/client": "major" }, 0],
  ] as const)("with %s", (_, bumps, missing) => {
    expect(missingChangesets(proposals, [{ file: "a.md", bumps }])).toHaveLength(missing);
  });

  it("asks for nothing where nothing breaks", () => {
    expect(missingChangesets(proposeChangesets([change({ class: "additive" })], versions), [])).toEqual([]);
  });
});

it("reads the changeset it writes", () => {
  const [proposal] = proposeChangesets([change({})], versions);
  const text = proposal ? changesetText(proposal) : "";

  expect(text).toBe('---\n"@workos-kit/client": major\n---\n`getContact`: `200.email` of the answer was removed.\n');
  expect(readChangeset("a.md", text)).toEqual({ file: "a.md", bumps: { "@workos-kit/client": "major" } });
});

it("says sentences about wholes, types and events", () => {
  expect(sentence(change({ at: "", side: "whole" }))).toBe("`getContact` was removed.");
  expect(sentence(change({ of: "type", name: "Contact", at: "", side: "whole" }))).toBe(
    "The type `Contact` was removed.",
  );
  expect(sentence(change({ of: "event", name: "contact.created", at: "data.email" }))).toBe(
    "`contact.created`: `data.email` of the event was removed.",
  );
});

describe("describeChanges", () => {
  it("says that nothing differs", () => {
    expect(describeChanges([])).toBe("The spec is the same.");
  });

  it("gathers what several operations share, the gravest first", () => {
    const text = describeChanges([
      change({ class: "additive", at: "200.new", message: "is new" }),
      change({}),
      change({ name: "createContact" }),
    ]);

    expect(text).toBe(
      "breaking:\n  ✗ getContact, createContact  answer 200.email: was removed\n\nadditive:\n  + getContact  answer 200.new: is new\n\n2 breaking, 1 additive, 0 documentation",
    );
  });

  it("prints proposals ready to be copied", () => {
    expect(describeProposals(proposeChangesets([change({})], versions))).toContain(
      '  ---\n  "@workos-kit/client": major\n  ---\n',
    );
  });
});
