import { describe, expect, it } from "vitest";
import type { Schema } from "./bundle.ts";
import { printType } from "./print-type.ts";

describe("printType", () => {
  const cases: [string, Schema, string][] = [
    ["a scalar", { type: "integer" }, "number"],
    ["a constant", { const: "organization" }, '"organization"'],
    ["a closed set", { enum: ["asc", "desc"] }, '"asc" | "desc"'],
    ["a nullable scalar", { type: ["string", "null"] }, "string | null"],
    ["a nullable reference", { anyOf: [{ $ref: "#/components/schemas/Role" }, { type: "null" }] }, "Role | null"],
    ["an open set", { anyOf: [{ type: "string", enum: ["a", "b"] }, { type: "string" }] }, '"a" | "b" | (string & {})'],
    [
      "a nullable open set",
      { anyOf: [{ enum: ["a"] }, { type: "string" }, { type: "null" }] },
      '"a" | (string & {}) | null',
    ],
    ["a list", { type: "array", items: { $ref: "#/components/schemas/Role" } }, "Role[]"],
    ["a list of a union", { type: "array", items: { enum: ["a", "b"] } }, '("a" | "b")[]'],
    ["a map", { type: "object", additionalProperties: { type: "string" } }, "Record<string, string>"],
    ["an unknown object", { type: "object" }, "Record<string, unknown>"],
    ["anything", {}, "unknown"],
    [
      "an intersection",
      { allOf: [{ $ref: "#/components/schemas/A" }, { anyOf: [{ type: "string" }, { type: "null" }] }] },
      "A & (string | null)",
    ],
    [
      "an intersection with a union of objects",
      {
        allOf: [
          { type: "object", properties: { a: { type: "string" } } },
          {
            oneOf: [
              { type: "object", properties: { b: { type: "string" } } },
              { type: "object", properties: { c: { type: "string" } } },
            ],
          },
        ],
      },
      "{\n  a?: string;\n} & ({\n  b?: string;\n} | {\n  c?: string;\n})",
    ],
    [
      "an object in place",
      { type: "object", required: ["a"], properties: { a: { type: "string" }, "b-c": { type: "boolean" } } },
      '{\n  a: string;\n  "b-c"?: boolean;\n}',
    ],
    [
      "a list of objects",
      { type: "array", items: { type: "object", properties: { a: { enum: ["x", "y"] } } } },
      '{\n  a?: "x" | "y";\n}[]',
    ],
    [
      "a nullable list of nullable objects",
      { type: ["array", "null"], items: { type: ["object", "null"], properties: { a: { type: "string" } } } },
      "({\n  a?: string;\n} | null)[] | null",
    ],
  ];

  it.each(cases)("prints %s", (_, schema, expected) => {
    expect(printType(schema)).toBe(expected);
  });

  it("adds nothing for variants that only choose among the schema's own fields", () => {
    const schema: Schema = {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" } },
      oneOf: [{ required: ["a"] }, { required: ["b"] }],
    };
    expect(printType(schema)).toBe(printType({ type: "object", properties: schema.properties ?? {} }));
  });

  it("accepts a Date for a date-time when asked", () => {
    const schema = { type: ["string", "null"], format: "date-time" };

    expect(printType(schema, { acceptDates: true })).toBe("string | Date | null");
  });

  it("renames references when asked", () => {
    expect(printType({ $ref: "#/components/schemas/Role" }, { nameOf: (name) => `Wire.${name}` })).toBe("Wire.Role");
  });
});
