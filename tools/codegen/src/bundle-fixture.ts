import type { Bundle, PathItem, Schema } from "./bundle.ts";

/** A small description in the shape of the real one, for the tests of generators. */
export function bundleFixture(schemas: Record<string, Schema> = {}, paths: Record<string, PathItem> = {}): Bundle {
  return {
    openapi: "3.1.1",
    info: { title: "Fixture", version: "1" },
    security: [{ apiKey: [] }],
    paths,
    components: {
      schemas,
      parameters: {
        Limit: { name: "limit", in: "query", schema: { type: "integer", default: 10 } },
        After: { name: "after", in: "query", schema: { type: "string" } },
      },
      responses: {
        NotFound: {
          description: "Unknown",
          content: { "application/json": { schema: { $ref: "#/components/schemas/NotFoundError" } } },
        },
      },
    },
  };
}
