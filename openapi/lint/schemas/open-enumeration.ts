import { type Context, type Fields, isEventOperation, isFields, type Place, type Rule } from "../rule.ts";

type Visit = (schema: Fields, place: Place) => void;

const isOpen = (schema: Fields): boolean =>
  Array.isArray(schema.anyOf) &&
  schema.anyOf.some((part) => isFields(part) && part.type === "string" && part.enum === undefined);

/** Calls `visit` for a schema and what it is made of, each place once; alternatives of an open set are left out. */
function walk(schema: unknown, place: Place, ctx: Context, seen: Set<string>, visit: Visit): void {
  if (!isFields(schema)) return;
  const resolved =
    typeof schema.$ref === "string"
      ? ctx.resolve<Fields>({ $ref: schema.$ref }, place.source.absoluteRef)
      : { node: schema, location: place };
  if (!resolved.node || !resolved.location || seen.has(resolved.location.absolutePointer)) return;
  const { node, location } = resolved;
  seen.add(location.absolutePointer);
  visit(node, location);
  for (const key of isOpen(node) ? [] : ["allOf", "anyOf", "oneOf"]) {
    const parts = node[key];
    if (!Array.isArray(parts)) continue;
    for (const [index, part] of parts.entries()) walk(part, location.child([key, index]), ctx, seen, visit);
  }
  for (const key of ["items", "additionalProperties"]) walk(node[key], location.child(key), ctx, seen, visit);
  for (const [name, field] of Object.entries(isFields(node.properties) ? node.properties : {}))
    walk(field, location.child(["properties", name]), ctx, seen, visit);
}

/** In what the API sends, a new word must not be an error for the reader: enumerations are `anyOf` of the known words and any string. */
export const openEnumeration: Rule = () => {
  const seen = new Set<string>();
  const check = (schema: unknown, place: Place, ctx: Context) => {
    walk(schema, place, ctx, seen, (node, location) => {
      if (!Array.isArray(node.enum) || node.enum.length < 2 || !node.enum.every((word) => typeof word === "string"))
        return;
      ctx.report({
        message:
          "The API may send a word that is not in this list yet. Keep the set open: `anyOf: [{ type: string, enum: […] }, { type: string }]`.",
        location: location.child("enum"),
      });
    });
  };
  const checkContent = (body: unknown, place: Place, ctx: Context) => {
    if (!isFields(body) || !isFields(body.content)) return;
    for (const [type, media] of Object.entries(body.content))
      if (isFields(media)) check(media.schema, place.child(["content", type, "schema"]), ctx);
  };
  return {
    Operation(operation, ctx) {
      if (isEventOperation(ctx.location)) {
        checkContent(operation.requestBody, ctx.location.child("requestBody"), ctx);
        return;
      }
      for (const [status, response] of Object.entries(operation.responses ?? {}))
        if (status.startsWith("2")) checkContent(response, ctx.location.child(["responses", status]), ctx);
    },
  };
};
