import { describe, expect, it } from "vitest";
import type { PathItem, Schema } from "./bundle.ts";
import { bundleFixture } from "./bundle-fixture.ts";
import { codesIn, docComment, errorCodesOf, operationDoc } from "./doc-comment.ts";
import { flattenInput } from "./flat-input.ts";
import { listShapeOf } from "./list-operation.ts";
import type { Operation } from "./operation.ts";
import { operationsOf } from "./operation.ts";

const schemas: Record<string, Schema> = {
  Role: { type: "object", required: ["slug"], properties: { slug: { type: "string" } } },
  RoleList: {
    type: "object",
    properties: {
      data: { type: "array", items: { $ref: "#/components/schemas/Role" } },
      list_metadata: { type: "object" },
    },
  },
  NotFoundError: { type: "object", properties: { code: { const: "entity_not_found" }, message: { type: "string" } } },
};
const paths: Record<string, PathItem> = {
  "/roles": {
    get: {
      operationId: "listRoles",
      summary: "List roles",
      description: "Newest first.",
      externalDocs: { url: "https://docs.test/roles" },
      tags: ["roles"],
      parameters: [{ $ref: "#/components/parameters/Limit" }, { $ref: "#/components/parameters/After" }] as never,
      responses: {
        "404": { $ref: "#/components/responses/NotFound" },
        "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/RoleList" } } } },
      },
    },
  },
  "/roles/{slug}": {
    parameters: [{ name: "slug", in: "path", required: true, schema: { type: "string" } }],
    put: {
      operationId: "replaceRole",
      security: [],
      "x-not-repeatable": "grant",
      requestBody: {
        required: true,
        content: { "application/json": { schema: { $ref: "#/components/schemas/Role" } } },
      },
    },
    delete: { operationId: "deleteRole", responses: { "204": {} } },
  },
};
const bundle = bundleFixture(schemas, paths);

describe("operationsOf", () => {
  it("alphabetises, follows references and fills defaults", () => {
    const operations = operationsOf(bundle);

    expect(operations.map((each) => each.id)).toEqual(["deleteRole", "listRoles", "replaceRole"]);
    expect(named("listRoles").parameters.map((each) => each.name)).toEqual(["limit", "after"]);
    expect(named("listRoles").answers.map((each) => each.status)).toEqual([200, 404]);
    expect(named("listRoles").security).toEqual([{ apiKey: [] }]);
    expect(named("replaceRole").security).toEqual([]);
    expect([named("replaceRole").isRepeatable, named("deleteRole").isRepeatable]).toEqual([false, true]);
  });
});

describe("flattenInput", () => {
  it("puts path, query and body side by side", () => {
    expect(flattenInput(bundle, named("listRoles")).map((each) => `${each.in}:${each.name}`)).toEqual([
      "query:limit",
      "query:after",
    ]);
  });

  it("refuses two fields of one name, naming operation and field", () => {
    expect(() => flattenInput(bundle, named("replaceRole"))).toThrow(/replaceRole: the path and the body .*"slug"/);
  });

  it("requires a field of a union only when every variant does", () => {
    const variants: Schema = {
      oneOf: [
        { type: "object", required: ["kind", "a"], properties: { kind: { const: "a" }, a: { type: "string" } } },
        { type: "object", required: ["kind"], properties: { kind: { const: "b" } } },
      ],
    };
    const operation: Operation = {
      ...named("deleteRole"),
      body: { required: true, contentType: "application/json", schema: variants, examples: {} },
    };

    const fields = flattenInput(bundle, operation);

    expect(fields.map((each) => [each.name, each.required])).toEqual([
      ["slug", true],
      ["kind", true],
      ["a", false],
    ]);
  });
});

describe("listShapeOf", () => {
  it("recognises a page and its item", () => {
    expect(listShapeOf(bundle, named("listRoles"))).toEqual({
      item: { $ref: "#/components/schemas/Role" },
      hasCursors: true,
    });
    expect(listShapeOf(bundle, named("deleteRole"))).toBeUndefined();
  });
});

describe("operationDoc", () => {
  it("says what it does, which errors to expect and where to read on", () => {
    expect(errorCodesOf(bundle, named("listRoles"))).toEqual(["entity_not_found"]);
    expect(docComment(operationDoc(bundle, named("listRoles")))).toBe(
      "/**\n * List roles.\n *\n * Newest first.\n *\n * @throws ApiError with code `entity_not_found`.\n * @see https://docs.test/roles\n */\n",
    );
  });

  it("takes no phrase for a code", () => {
    const schema = { properties: { error: { enum: ["Unauthorized", "Bad Request", "invalid_grant"] } } };

    expect(codesIn(bundle, schema)).toEqual(["invalid_grant"]);
  });

  it("cannot be ended early by a comment inside a description", () => {
    expect(docComment({ text: "a */ b" })).toBe("/** a *\\/ b */\n");
  });
});

function named(id: string): Operation {
  const found = operationsOf(bundle).find((each) => each.id === id);
  if (found === undefined) throw new Error(`No operation ${id} in the fixture.`);
  return found;
}
