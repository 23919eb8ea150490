import { describe, expect, it } from "vitest";
import { contacts, type Edit, lintWith } from "../prepared-spec.ts";

/** What one rule says; a file that a test adds is unused as well. */
const saidBy = async (rule: string, ...edits: Edit[]) =>
  (await lintWith(...edits)).filter((problem) => problem.rule === `workos/${rule}`);

const schema = "type: object\ndescription: A thing.\n";

describe("room-size", () => {
  it("refuses a folder with more than a dozen entries", async () => {
    const files = "ABCDEFGHI"
      .split("")
      .map((letter): Edit => ({ file: `${contacts}/Thing${letter}.yaml`, text: schema }));
    const [problem] = await saidBy("room-size", ...files);

    expect(problem).toMatchObject({
      rule: "workos/room-size",
      message: expect.stringContaining("has 15 entries; a folder holds at most 12"),
    });
  });

  it("refuses a file of more than 250 lines", async () => {
    const [problem] = await saidBy("room-size", {
      file: `${contacts}/Contact.yaml`,
      find: "type: object\n",
      put: `type: object\n${"# a line\n".repeat(250)}`,
    });

    expect(problem).toMatchObject({
      rule: "workos/room-size",
      message: expect.stringContaining("lines; a file holds at most 250"),
      at: `${contacts}/Contact.yaml:251`,
    });
  });
});

describe("schema-name", () => {
  it("refuses a second schema of one name, wherever it lies", async () => {
    const problems = await saidBy("schema-name", { file: "resources/crm/notes/Contact.yaml", text: schema });

    expect(problems).toEqual([
      {
        rule: "workos/schema-name",
        message: `The name Contact is taken by ${contacts}/Contact.yaml. Same thing: reference that file. Another thing: give it another name.`,
        at: "resources/crm/notes/Contact.yaml:1",
      },
    ]);
  });

  it("refuses an error of a name that is taken", async () => {
    const problems = await saidBy("schema-name", {
      file: "resources/crm/notes/errors.yaml",
      text: "\nMessageError:\n  type: object\n",
    });

    expect(problems.map(({ at }) => at)).toEqual(["shared/errors.yaml:1"]);
  });

  it("refuses a file that is neither a table nor named like a type", async () => {
    const problems = await saidBy("schema-name", { file: `${contacts}/contact-thing.yaml`, text: schema });

    expect(problems).toMatchObject([
      { rule: "workos/schema-name", message: expect.stringContaining("`contact-thing.yaml` is neither") },
    ]);
  });
});

describe("extension", () => {
  it("refuses an extension that is not ours", async () => {
    const problems = await saidBy("extension", {
      file: `${contacts}/Contact.yaml`,
      find: "type: object\n",
      put: "type: object\nx-order: 3\n",
    });

    expect(problems).toMatchObject([
      {
        rule: "workos/extension",
        message: expect.stringContaining("`x-order` is not ours"),
        at: `${contacts}/Contact.yaml:2`,
      },
    ]);
  });

  it("refuses ours with another word", async () => {
    const problems = await saidBy("extension", {
      file: `${contacts}/paths.yaml`,
      find: "x-not-repeatable: message",
      put: "x-not-repeatable: true",
    });

    expect(problems).toMatchObject([
      { rule: "workos/extension", message: expect.stringContaining("`grant`"), at: `${contacts}/paths.yaml:29` },
    ]);
  });
});

describe("no-todo", () => {
  it("refuses a text that is not written yet", async () => {
    const problems = await saidBy("no-todo", { file: `${contacts}/Contact.yaml`, find: "Unique id.", put: "TODO" });

    expect(problems).toMatchObject([{ rule: "workos/no-todo", at: `${contacts}/Contact.yaml:7` }]);
  });
});

describe("unused", () => {
  it("refuses a schema that nothing leads to", async () => {
    const problems = await saidBy("unused", { file: `${contacts}/ContactNote.yaml`, text: schema });

    expect(problems).toMatchObject([
      { message: "Nothing leads to this file: reference it, or delete it.", at: `${contacts}/ContactNote.yaml:1` },
    ]);
  });

  it("refuses an entry of a table that nothing leads to", async () => {
    const problems = await saidBy("unused", {
      file: "shared/responses.yaml",
      find: "NotFound:",
      put: "Gone:\n  description: Gone.\nNotFound:",
    });

    expect(problems).toMatchObject([
      { message: expect.stringContaining("Nothing leads to `Gone`"), at: "shared/responses.yaml:6" },
    ]);
  });
});
