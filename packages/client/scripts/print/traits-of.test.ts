import type { Operation, Schema } from "@workos-kit/codegen";
import { operationsOf, readBundle } from "@workos-kit/codegen";
import { describe, expect, it } from "vitest";
import { routeTraits } from "../../src/generated/traits.ts";
import { traitsOf } from "./traits-of.ts";

const bundle = await readBundle(new URL("../../../../openapi/dist/openapi.json", import.meta.url));

describe("the traits of an operation", () => {
  it("say single-use for exactly the operations that the spec calls not repeatable", () => {
    const raw = Object.entries(bundle.paths).flatMap(([path, item]) =>
      (["get", "post", "put", "patch", "delete"] as const).flatMap((method) =>
        item[method]?.["x-not-repeatable"] === undefined ? [] : [`${method.toUpperCase()} ${path}`],
      ),
    );
    const marked = Object.entries(routeTraits).filter(([, traits]) => traits.once);

    expect(raw.length).toBeGreaterThan(20);
    expect(marked.map(([route]) => route).sort()).toEqual(raw.sort());
  });

  it("fill in the environment's credentials where the spec takes them in JSON", () => {
    const filled = operationsOf(bundle).flatMap((operation) => {
      const { fill } = traitsOf(bundle, operation);
      return fill === undefined ? [] : [[operation.id, fill]];
    });

    expect(Object.fromEntries(filled)).toEqual({
      authenticate: "fillClientSecret",
      createDeviceAuthorization: "fillClientId",
      getProfileAndToken: "fillClientSecret",
    });
  });

  it.each<[string, Partial<Operation>, object]>([
    ["nothing of an ordinary one", {}, {}],
    ["single-use", { isRepeatable: false }, { once: true }],
    ["that its 200 has no body", { answers: [done] }, { empty: true }],
    ["nothing of a 204", { answers: [{ ...done, status: 204 }] }, {}],
    ["no credentials", { security: [] }, { auth: "none" }],
    ["the caller's token", { security: [{ accessToken: [] }] }, { auth: "token" }],
    ["the client id", { security: [], body: body(["client_id"]) }, { fill: "fillClientId" }],
    [
      "the key as the secret",
      { security: [], body: body(["client_id", "client_secret"]) },
      { fill: "fillClientSecret" },
    ],
    [
      "a form, whose client is an application's",
      { security: [], body: body(["client_id", "client_secret"], "application/x-www-form-urlencoded") },
      { auth: "none", write: "form" },
    ],
  ])("say %s", (_, facts, expected) => {
    expect(traitsOf(bundle, { ...ordinary, ...facts })).toEqual(expected);
  });
});

const done = { status: 200, description: "Done.", headers: [], examples: {} };

const ordinary: Operation = {
  id: "createThing",
  method: "post",
  path: "/things",
  tag: "things",
  summary: "",
  description: "",
  docsUrl: undefined,
  deprecated: false,
  parameters: [],
  body: undefined,
  answers: [],
  security: [{ apiKey: [] }],
  isRepeatable: true,
  server: undefined,
};

function body(names: string[], contentType = "application/json"): NonNullable<Operation["body"]> {
  const properties: Record<string, Schema> = Object.fromEntries(names.map((name) => [name, { type: "string" }]));
  return { required: true, contentType, schema: { type: "object", required: names, properties }, examples: {} };
}
