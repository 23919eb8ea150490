import { describe, expect, it } from "vitest";
import type { Schema } from "./bundle.ts";
import { bundleFixture } from "./bundle-fixture.ts";
import { printDeclaration } from "./print-declaration.ts";

const base: Schema = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "string", description: "Its id." } },
};
const bundle = bundleFixture({
  Base: base,
  Either: { oneOf: [{ $ref: "#/components/schemas/Base" }, { type: "null" }] },
});

describe("printDeclaration", () => {
  it("prints an object as an interface with docstrings", () => {
    const schema = { ...base, description: "The base.", deprecated: true };

    expect(printDeclaration(bundle, "Base", schema)).toBe(
      "/**\n * The base.\n * @deprecated\n */\nexport interface Base {\n  /** Its id. */\n  id: string;\n}\n",
    );
  });

  it("prints allOf of interfaces as inheritance", () => {
    const schema: Schema = {
      allOf: [{ $ref: "#/components/schemas/Base" }, { type: "object", properties: { name: { type: "string" } } }],
    };

    expect(printDeclaration(bundle, "Named", schema)).toBe(
      "export interface Named extends Base {\n  name?: string;\n}\n",
    );
  });

  it("prints allOf with a union inside as an alias", () => {
    const schema: Schema = { allOf: [{ $ref: "#/components/schemas/Either" }, base] };

    expect(printDeclaration(bundle, "Mixed", schema)).toMatch(/^export type Mixed = Either & \{/);
  });

  it("prints a union of named schemas as an alias", () => {
    const schema: Schema = { anyOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }] };

    expect(printDeclaration(bundle, "Any", schema)).toBe("export type Any = A | B;\n");
  });

  it("keeps unknown keys of an object that allows them", () => {
    const schema = { ...base, additionalProperties: true };

    expect(printDeclaration(bundle, "Open", schema, { comments: false })).toBe(
      "export interface Open {\n  id: string;\n  [key: string]: unknown;\n}\n",
    );
  });
});
