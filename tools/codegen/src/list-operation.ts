import type { Bundle, Schema } from "./bundle.ts";
import { resolve } from "./bundle.ts";
import { bodyFields } from "./flat-input.ts";
import type { Operation } from "./operation.ts";

export interface ListShape {
  /** The schema of one item. */
  item: Schema;
  /** False for lists that come in one piece: their pages carry no cursors. */
  hasCursors: boolean;
}

/** Tells an operation that answers with pages (`data` and `list_metadata`), and of what; else undefined. */
export function listShapeOf(bundle: Bundle, operation: Operation): ListShape | undefined {
  const schema = successSchemaOf(operation);
  if (schema === undefined) return undefined;
  const fields = bodyFields(bundle, schema);
  const data = fields.get("data");
  if (data === undefined || !fields.has("list_metadata")) return undefined;
  const { items } = resolve(bundle, data.schema);
  if (items === undefined) return undefined;
  return { item: items, hasCursors: operation.parameters.some((each) => each.in === "query" && each.name === "after") };
}

/** The body of the first 2xx answer that has one. */
export function successSchemaOf(operation: Operation): Schema | undefined {
  return operation.answers.find((each) => each.status >= 200 && each.status < 300 && each.schema !== undefined)?.schema;
}
