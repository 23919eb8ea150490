import { describe, expect, it } from "vitest";
import { composeExamples, exampleOf } from "./compose-examples.ts";
import type { Node } from "./node.ts";

const bundle: Node = {
  components: {
    schemas: {
      Name: { type: "string", examples: ["Ada"] },
      Person: {
        type: "object",
        required: ["name"],
        properties: { name: { $ref: "#/components/schemas/Name" }, age: { type: "integer", examples: [36] } },
      },
    },
  },
};
const person = { $ref: "#/components/schemas/Person" };

describe("exampleOf", () => {
  it.each<[string, Node, unknown]>([
    [
      "its own example before all else",
      { type: "string", examples: ["own"], default: "other", enum: ["third"] },
      "own",
    ],
    ["an own example of null", { type: ["string", "null"], examples: [null] }, null],
    ["a constant", { const: "list" }, "list"],
    ["a default", { type: "integer", default: 10 }, 10],
    ["the first word of an enumeration", { type: "string", enum: ["asc", "desc"] }, "asc"],
    ["true for a boolean", { type: "boolean" }, true],
    ["an empty object for a map", { type: "object", additionalProperties: true }, {}],
    ["a list of one item", { type: "array", items: person }, [{ name: "Ada", age: 36 }]],
    ["an empty list when its items have no example", { type: "array", items: { type: "string" } }, []],
    ["nothing for a text without an example", { type: "string" }, undefined],
    ["what a reference leads to", person, { name: "Ada", age: 36 }],
    [
      "what a reference leads to, changed by what stands beside it",
      { ...person, examples: [{ age: 1 }] },
      { name: "Ada", age: 1 },
    ],
    ["an example beside a reference to a text", { $ref: "#/components/schemas/Name", examples: ["Bo"] }, "Bo"],
    ["the first of several alternatives", { anyOf: [person, { type: "null" }] }, { name: "Ada", age: 36 }],
    [
      "all parts together",
      { allOf: [person, { type: "object", properties: { id: { const: 1 } } }] },
      { name: "Ada", age: 36, id: 1 },
    ],
  ])("shows %s", (_, schema, expected) => {
    expect(exampleOf(bundle, schema)).toEqual(expected);
  });

  it("leaves out a deprecated field, unless it is required", () => {
    const properties = { old: { const: 1, deprecated: true }, kept: { const: 2, deprecated: true } };

    expect(exampleOf(bundle, { type: "object", required: ["kept"], properties })).toEqual({ kept: 2 });
  });

  it("shows the first choice alone where alternatives only name required fields", () => {
    const schema = {
      type: "object",
      properties: { id: { const: 1 }, slug: { const: "a" } },
      oneOf: [{ required: ["id"] }, { required: ["slug"] }],
    };

    expect(exampleOf(bundle, schema)).toEqual({ id: 1 });
  });

  it("adds the first alternative to the fields of an object", () => {
    const schema = {
      type: "object",
      properties: { kind: { const: "x" } },
      oneOf: [{ type: "object", properties: { a: { const: 1 } } }, person],
    };

    expect(exampleOf(bundle, schema)).toEqual({ kind: "x", a: 1 });
  });

  it("throws when a reference leads nowhere", () => {
    expect(() => exampleOf(bundle, { $ref: "#/components/schemas/Nobody" })).toThrow(
      "The bundle has no #/components/schemas/Nobody.",
    );
  });
});

describe("composeExamples", () => {
  const withBody = (schema: Node, media: Node = {}): Node => ({
    ...structuredClone(bundle),
    paths: { "/x": { post: { responses: { "200": { content: { "application/json": { schema, ...media } } } } } } },
  });
  const examplesIn = (result: Node) =>
    JSON.parse(JSON.stringify(result.paths))["/x"].post.responses["200"].content["application/json"].examples;

  it("names the example of a body after its schema", () => {
    expect(examplesIn(composeExamples(withBody(person)))).toEqual({ Person: { value: { name: "Ada", age: 36 } } });
  });

  it("names the examples of errors after their codes", () => {
    const problem = (code: string) => ({ type: "object", properties: { code: { const: code } } });

    expect(examplesIn(composeExamples(withBody({ anyOf: [problem("taken"), problem("gone")] })))).toEqual({
      taken: { value: { code: "taken" } },
      gone: { value: { code: "gone" } },
    });
  });

  it("keeps an example that is written out", () => {
    const written = { examples: { grace: { value: { name: "Grace" } } } };

    expect(examplesIn(composeExamples(withBody(person, written)))).toEqual(written.examples);
  });

  it("names the example of an event after the event", () => {
    const result = composeExamples({
      ...structuredClone(bundle),
      webhooks: {
        "person.created": { post: { requestBody: { content: { "application/json": { schema: person } } } } },
      },
    });

    expect(result.webhooks).toMatchObject({
      "person.created": {
        post: {
          requestBody: {
            content: { "application/json": { examples: { "person.created": { value: { name: "Ada" } } } } },
          },
        },
      },
    });
  });

  it("gives every named object its example", () => {
    expect(composeExamples(structuredClone(bundle)).components).toMatchObject({
      schemas: { Person: { examples: [{ name: "Ada", age: 36 }] } },
    });
  });
});
