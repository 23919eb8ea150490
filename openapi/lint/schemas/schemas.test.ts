import { describe, expect, it } from "vitest";
import { contacts, lintWith } from "../prepared-spec.ts";

const inFile = (name: string) => (find: string, put: string) => ({ file: `${contacts}/${name}`, find, put });
const inContact = inFile("Contact.yaml");

describe("parameter-style", () => {
  it("asks for snake_case in a path", async () => {
    const problems = await lintWith(inFile("paths.yaml")("name: contact_id", "name: contactId"), {
      file: "openapi.yaml",
      find: "{contact_id}",
      put: "{contactId}",
    });

    expect(problems).toMatchObject([
      {
        rule: "workos/parameter-style",
        message: expect.stringContaining("snake_case"),
        at: `${contacts}/paths.yaml:56`,
      },
    ]);
  });

  it("asks for one value with commas where a query takes a list", async () => {
    const problems = await lintWith(inFile("paths.yaml")("        explode: false\n", ""));

    expect(problems).toMatchObject([
      {
        rule: "workos/parameter-style",
        message: expect.stringContaining("`explode: false`"),
        at: `${contacts}/paths.yaml:13`,
      },
    ]);
  });
});

describe("described", () => {
  it("asks what a schema is", async () => {
    const problems = await lintWith(inContact("description: A person who can be called.\n", ""));

    expect(problems).toMatchObject([{ rule: "workos/described", at: `${contacts}/Contact.yaml:1` }]);
  });

  it("asks what a field is", async () => {
    const problems = await lintWith(inContact("    description: Unique id.\n", ""));

    expect(problems).toMatchObject([
      { rule: "workos/described", message: expect.stringContaining("`id`"), at: `${contacts}/Contact.yaml:5` },
    ]);
  });

  it("asks what an error is, not what its code and message are", async () => {
    const problems = await lintWith(inFile("errors.yaml")("  description: Another contact has this name.\n", ""));

    expect(problems).toMatchObject([{ rule: "workos/described", at: `${contacts}/errors.yaml:2` }]);
  });
});

describe("field-example", () => {
  it.each([
    ["name", []],
    ["nam", [{ rule: "workos/field-example", message: expect.stringMatching(/^`nam` is no field of the object/) }]],
  ])("knows the fields that an example beside a reference may change: %s", async (field, expected) => {
    const data = (put: string) => inFile("events.yaml")("data: { $ref: Contact.yaml }", put);

    expect(await lintWith(data(`data: { $ref: Contact.yaml, examples: [{ ${field}: Bo }] }`))).toMatchObject(expected);
  });

  it.each([
    ["a text", "    type: string\n    description: What"],
    ["a number that may be null", '    type: [integer, "null"]\n    description: What'],
    ["a list of texts", "    type: array\n    items: { type: string }\n    description: What"],
    ["a choice", "    oneOf: [{ type: string }, { type: integer }]\n    description: What"],
  ])("asks for the example of %s", async (_, put) => {
    const problems = await lintWith(
      inContact("    examples: [Ada]\n", ""),
      inContact("    type: string\n    description: What", put),
    );

    expect(problems).toMatchObject([
      { rule: "workos/field-example", message: expect.stringContaining("`examples: [value]` to `name`") },
    ]);
  });

  it.each([
    "const: a",
    "type: boolean",
    "enum: [a, b]",
    "type: string\n    default: a",
    "type: array\n    items: { enum: [a, b] }",
  ])("asks for none where the schema shows one: %s", async (type) => {
    const problems = await lintWith(
      inFile("ContactCreate.yaml")(
        "type: string\n    description: What the person is called.\n    examples: [Ada]",
        `${type}\n    description: A thing.`,
      ),
    );

    expect(problems.filter(({ rule }) => rule === "workos/field-example")).toEqual([]);
  });

  it.each(["name", "Na-me"])("refuses an example that repeats the name: %s", async (value) => {
    const problems = await lintWith(inContact("examples: [Ada]", `examples: [${value}]`));

    expect(problems).toMatchObject([
      {
        rule: "workos/field-example",
        message: expect.stringContaining("repeats its name"),
        at: `${contacts}/Contact.yaml:12`,
      },
    ]);
  });

  it("asks for the example of a parameter", async () => {
    const problems = await lintWith(inFile("paths.yaml")(", examples: [contact_01]", ""));

    expect(problems).toMatchObject([
      { rule: "workos/field-example", message: expect.stringContaining("`contact_id`") },
    ]);
  });
});

describe("open-enumeration", () => {
  const open = "    anyOf:\n      - { type: string, enum: [manual, imported] }\n      - { type: string }\n";

  it("refuses a closed set in what the API sends", async () => {
    const problems = await lintWith(inContact(open, "    type: string\n    enum: [manual, imported]\n"));

    expect(problems).toMatchObject([
      {
        rule: "workos/open-enumeration",
        message: expect.stringContaining("Keep the set open"),
        at: `${contacts}/Contact.yaml:16`,
      },
    ]);
  });

  it("finds it behind lists and alternatives", async () => {
    const closed = "    type: array\n    items: { anyOf: [{ type: string, enum: [a, b] }, { type: 'null' }] }\n";
    const problems = await lintWith(inContact(open, closed));

    expect(problems).toMatchObject([{ rule: "workos/open-enumeration" }]);
  });
});
