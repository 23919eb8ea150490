import { readFileSync } from "node:fs";
import { type Bundle, refName, resolve, type Schema } from "@workos-kit/codegen";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { addFormats } from "../scripts/generator/formats.ts";
import { operations } from "../src/generated/operations.ts";
import { Router } from "../src/handlers/router.ts";

const file = new URL("../../../openapi/dist/openapi.json", import.meta.url);
const bundle = closeEnumerations(JSON.parse(readFileSync(file, "utf8"))) as Bundle;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: "spec", components: bundle.components });
const validators = new Map<string, ValidateFunction>();

const router = new Router<string>();
for (const { id, method, path } of operations) router.add(method, path, id);
const responses = new Map<string, Record<string, unknown>>();
for (const item of Object.values(bundle.paths))
  for (const operation of [item.get, item.post, item.put, item.patch, item.delete])
    if (operation) responses.set(operation.operationId, operation.responses ?? {});

/** Statuses any operation may answer with, whether or not the spec repeats them everywhere. */
const general = new Set([400, 401, 403, 404, 405, 413, 415, 422, 429, 500, 501, 503]);

/** What is wrong with an answer, judged by the spec with open enumerations closed; empty when nothing is. */
export function findFaults(method: string, pathname: string, status: number, text: string): string[] {
  const found = router.find(method, pathname);
  if (found.kind !== "found") return [];
  // A key without the right is refused alike everywhere, also where the spec lists 403 for other causes.
  if (status === 403 && text.startsWith('{"message":"This key may not perform')) return [];
  const schema = schemaOf(found.target, status);
  if (schema === "undocumented") return general.has(status) ? [] : [`${found.target}: ${status} is not documented`];
  if (schema === "empty") return text === "" ? [] : [`${found.target}: ${status} has a body but should have none`];
  if (text === "") return [`${found.target}: ${status} has no body`];
  const validate = validatorOf(`${found.target} ${status}`, schema);
  if (validate(JSON.parse(text))) return [];
  return faultsOf(`${found.target} ${status}`, validate);
}

/** The error of an answer as `operation status code`, for those that count what was provoked. */
export function errorKey(method: string, pathname: string, status: number, text: string): string | undefined {
  const found = status < 400 ? undefined : router.find(method, pathname);
  if (found?.kind !== "found") return undefined;
  const { code, error } = text.startsWith("{") ? (JSON.parse(text) as { code?: unknown; error?: unknown }) : {};
  return [found.target, status, code ?? error].filter((part) => part !== undefined).join(" ");
}

/** Names of the spec's schemas. */
export const schemaNames: readonly string[] = Object.keys(bundle.components.schemas);

/** What is wrong with a value, judged by a schema of the spec. */
export function findSchemaFaults(name: string, value: unknown): string[] {
  const validate = validatorOf(`schema ${name}`, { $ref: `#/components/schemas/${name}` });
  return validate(value) ? [] : faultsOf(name, validate);
}

/** What is wrong with an event, judged by the schema of its own name. */
export function findEventFaults(event: { readonly event: string }): string[] {
  const name = event.event;
  const content = bundle.webhooks?.[name]?.post?.requestBody?.content["application/json"];
  if (!content?.schema) return [`event ${name} is not in the spec`];
  const validate = validatorOf(`event ${name}`, content.schema);
  return validate(event) ? [] : faultsOf(name, validate);
}

function faultsOf(name: string, validate: ValidateFunction): string[] {
  const errors = validate.errors ?? [];
  return errors.map(
    ({ instancePath, message, params }) => `${name}${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

function schemaOf(operation: string, status: number): Schema | "undocumented" | "empty" {
  const raw = responses.get(operation)?.[status] as
    | { $ref?: string; content?: Record<string, { schema?: Schema }> }
    | undefined;
  if (!raw) return "undocumented";
  const content = Object.values(resolve(bundle, raw).content ?? {})[0];
  return content?.schema ?? "empty";
}

function validatorOf(key: string, schema: Schema): ValidateFunction {
  const known = validators.get(key);
  if (known) return known;
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"spec#/components/');
  const made = ajv.compile(JSON.parse(text));
  validators.set(key, made);
  return made;
}

/** An enumeration that stays open for readers is closed here: the mock must not make up values. */
function closeEnumerations(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closeEnumerations);
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, closeEnumerations(value)] as const);
  const copy = Object.fromEntries(entries);
  const { anyOf } = copy;
  if (Array.isArray(anyOf) && anyOf.some(hasValues) && anyOf.some(isPlainString))
    copy.anyOf = anyOf.filter((each) => !isPlainString(each));
  return copy;
}

function hasValues(schema: Schema): boolean {
  return schema.enum !== undefined || (schema.$ref !== undefined && /Type$|Provider$/.test(refName(schema.$ref)));
}

function isPlainString(schema: Schema): boolean {
  return (
    schema.type === "string" && schema.enum === undefined && schema.const === undefined && schema.format === undefined
  );
}
