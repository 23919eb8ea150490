import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";

interface Response {
  $ref?: string;
  content?: Record<string, { schema?: unknown }>;
}

const file = new URL("../../../../../openapi/dist/openapi.json", import.meta.url);
const spec = JSON.parse(readFileSync(file, "utf8")) as {
  paths: Record<string, Record<string, { operationId?: string; responses?: Record<string, Response> }>>;
  components: { responses: Record<string, Response>; schemas: object };
};
// "example" and "discriminator" are words of OpenAPI that a validator need not know.
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ $id: "spec", components: { schemas: spec.components.schemas } });

const validators = new Map<string, ValidateFunction | undefined>();
const operations = new Map(
  Object.values(spec.paths).flatMap((item) =>
    Object.values(item).flatMap((operation) =>
      operation.operationId === undefined ? [] : [[operation.operationId, operation] as const],
    ),
  ),
);

/** How an answer differs from what the spec says of its operation and status. */
export function faultsOfAnswer(operation: string, status: number, body: unknown): string[] {
  const key = `${operation} ${status}`;
  const known = operations.get(operation)?.responses?.[status];
  if (known === undefined) return [`${key} is not in the spec`];
  if (!validators.has(key)) validators.set(key, compile(known));
  const validate = validators.get(key);
  if (validate === undefined || validate(body)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${key} ${instancePath}: ${message}`);
}

function compile(given: Response): ValidateFunction | undefined {
  const response = given.$ref === undefined ? given : spec.components.responses[given.$ref.split("/").at(-1) ?? ""];
  const schema = response?.content?.["application/json"]?.schema;
  if (schema === undefined) return undefined;
  return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"spec#/components')));
}
