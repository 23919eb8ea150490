import {
  type Bundle,
  bodyFields,
  errorCodesOf,
  generatedHeader,
  listShapeOf,
  type Operation,
  operationsOf,
  resolve,
  type Schema,
} from "@workos-kit/codegen";
import type { OperationRow, QueryKind } from "../../src/handlers/operation-row.ts";

const header = generatedHeader("packages/testing/scripts/generate.ts");

/** One row of the run-time table per operation. */
export function operationRow(bundle: Bundle, operation: Operation): OperationRow {
  const query = operation.parameters
    .filter((parameter) => parameter.in === "query")
    .map((parameter) => [parameter.name, kindOf(bundle, parameter.schema)] as const);
  const success = operation.answers.filter((answer) => answer.status < 400);
  const bodies = success.find((answer) => answer.schema !== undefined && answer.status < 300);
  return {
    id: operation.id,
    method: operation.method.toUpperCase(),
    path: operation.path,
    tag: operation.tag,
    auth: authOf(operation),
    success: (bodies ?? success.find((answer) => answer.status >= 202) ?? success[0])?.status ?? 200,
    ...(query.length > 0 && { query: Object.fromEntries(query) }),
    ...(operation.body && {
      body: operation.body.required ? "required" : "optional",
      fields: [...bodyFields(bundle, operation.body.schema).keys()],
    }),
    ...(listShapeOf(bundle, operation) && { isList: true }),
    invalid: invalidStatus(bundle, operation),
    ...(errorCodesOf(bundle, operation).includes("invalid_metadata") && { refusesMetadata: true as const }),
    statuses: operation.answers.map((answer) => answer.status),
  };
}

export function printOperations(bundle: Bundle): string {
  const rows = operationsOf(bundle).map((operation) => `  ${JSON.stringify(operationRow(bundle, operation))},\n`);
  return (
    `${header}import type { OperationRow } from "../handlers/operation-row.ts";\n\n` +
    `/** Every operation of the API, as the router and the validation need it. */\n` +
    `export const operations: readonly OperationRow[] = [\n${rows.join("")}];\n`
  );
}

function authOf(operation: Operation): OperationRow["auth"] {
  if (operation.security.length === 0) return "none";
  return operation.security.some((scheme) => "apiKey" in scheme) ? "apiKey" : "accessToken";
}

function kindOf(bundle: Bundle, schema: Schema): QueryKind {
  const resolved = resolve(bundle, schema);
  const variants = resolved.allOf ?? resolved.anyOf ?? resolved.oneOf;
  const type = Array.isArray(resolved.type) ? resolved.type.find((each) => each !== "null") : resolved.type;
  switch (type) {
    case "array":
    case "boolean":
    case "object":
      return type;
    case "integer":
    case "number":
      return "number";
    default:
      return type === undefined && variants?.[0] ? kindOf(bundle, variants[0]) : "string";
  }
}

/** The status that bad input gets: 422 where documented, 400 where that is the only one whose body can say it. */
function invalidStatus(bundle: Bundle, operation: Operation): OperationRow["invalid"] {
  const documented = (status: number) => operation.answers.find((answer) => answer.status === status)?.schema;
  const unprocessable = documented(422);
  const bad = documented(400);
  const [status, schema] = unprocessable ? [422, unprocessable] : bad ? [400, bad] : [422, undefined];
  if (!schema) return { status: 422, shape: "fields" };
  const shapes = shapesOf(bundle, schema);
  const shape = (["fields", "codes", "message", "messages", "oauth"] as const).find((each) => shapes.has(each));
  return shape ? { status, shape } : { status: 422, shape: "fields" };
}

/** Which of the API's shapes an error schema can hold, leaving out those whose code is fixed to something else. */
function shapesOf(bundle: Bundle, schema: Schema): Set<string> {
  const resolved = resolve(bundle, schema);
  const variants = [...(resolved.anyOf ?? []), ...(resolved.oneOf ?? [])];
  if (variants.length > 0) return new Set(variants.flatMap((variant) => [...shapesOf(bundle, variant)]));
  const fields = bodyFields(bundle, resolved);
  const code = fields.get("code")?.schema;
  const isFixed = code !== undefined && constantsOf(bundle, code).length > 0;
  if (isFixed && !constantsOf(bundle, code).includes("invalid_request_parameters")) return new Set();
  const entry = resolve(bundle, resolve(bundle, fields.get("errors")?.schema ?? {}).items ?? {});
  const entryFields = bodyFields(bundle, entry);
  if (entryFields.has("field")) return new Set(["fields"]);
  if (entryFields.has("code")) return new Set(["codes"]);
  const error = fields.get("error")?.schema;
  const errors = error === undefined ? [] : constantsOf(bundle, error);
  if (errors.length > 0 && !errors.includes("invalid_request")) return new Set();
  if (error !== undefined) return new Set([fields.has("error_description") ? "oauth" : "messages"]);
  return fields.has("message") ? new Set(["message"]) : new Set();
}

function constantsOf(bundle: Bundle, schema: Schema): unknown[] {
  const resolved = resolve(bundle, schema);
  if (resolved.const !== undefined) return [resolved.const];
  return resolved.enum ?? [];
}
