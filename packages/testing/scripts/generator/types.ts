import {
  type Answer,
  type Bundle,
  bodyFields,
  generatedHeader,
  type Operation,
  operationsOf,
  type Parameter,
  printDeclaration,
  printType,
  propertyKey,
  resolve,
  type Schema,
} from "@workos-kit/codegen";
import { schemaDocs } from "./schema-docs.ts";

const header = generatedHeader("packages/testing/scripts/generate.ts");

/** Every named schema as a type. What its fields mean is left to the client package, which has the same schemas. */
export function printSchemas(bundle: Bundle): string {
  const names = Object.keys(bundle.components.schemas).sort();
  const docs = schemaDocs(bundle);
  const declarations = names.map(
    (name) =>
      (docs.get(name) ?? "") +
      printDeclaration(bundle, name, bundle.components.schemas[name] ?? {}, { comments: false }),
  );
  return `${header}${declarations.join("\n")}`;
}

/** What goes into and comes out of each operation, by its name. */
export function printOperationTypes(bundle: Bundle): string {
  const operations = operationsOf(bundle);
  const entries = operations.map(
    (operation) =>
      `  ${operation.id}: {\n` +
      `    path: ${parameters(operation, "path")};\n` +
      `    query: ${parameters(operation, "query")};\n` +
      `    body: ${body(bundle, operation)};\n` +
      `    answer: ${answers(operation)};\n` +
      `  };\n`,
  );
  const used = usedSchemas(entries.join(""), bundle);
  return (
    `${header}import type {\n${used.map((name) => `  ${name},\n`).join("")}} from "./schemas.ts";\n\n` +
    `/** What goes into and comes out of each operation. */\nexport interface Operations {\n${entries.join("")}}\n\n` +
    `/** Name of an operation of the API. */\nexport type OperationId = keyof Operations;\n`
  );
}

/** Names of events, and the data and context of each. */
export function printEventTypes(bundle: Bundle): string {
  const events = Object.entries(bundle.webhooks ?? {})
    .map(([name, item]) => ({
      name,
      parts: eventParts(bundle, item.post?.requestBody?.content["application/json"]?.schema),
    }))
    .filter(({ parts }) => parts !== undefined)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const print = (schema: Schema | undefined) => (schema ? printType(schema, { comments: false }, "  ") : "unknown");
  const data = events.map(({ name, parts }) => `  ${propertyKey(name)}: ${print(parts?.data)};\n`).join("");
  const used = usedSchemas(data, bundle);
  const subscribable = enumOf(bundle, bundle.components.schemas.WebhookEventType);
  return (
    `${header}import type {\n${used.map((name) => `  ${name},\n`).join("")}} from "./schemas.ts";\n\n` +
    `/** The \`data\` of each event. */\nexport interface EventDataByName {\n${data}}\n\n` +
    `/** Name of an event. */\nexport type EventName = keyof EventDataByName;\n\n` +
    `/** Every event there is. */\nexport const eventNames: readonly EventName[] = ${JSON.stringify(events.map(({ name }) => name))};\n\n` +
    `/** The events a webhook endpoint may subscribe to. */\nexport const subscribableEvents: readonly string[] = ${JSON.stringify(subscribable)};\n`
  );
}

function eventParts(bundle: Bundle, schema: Schema | undefined): { data: Schema | undefined } | undefined {
  const fields = schema && bodyFields(bundle, schema);
  // Actions are asked of the application and never logged: they have no event name.
  if (!fields?.has("event")) return undefined;
  return { data: fields.get("data")?.schema };
}

function parameters(operation: Operation, place: "path" | "query"): string {
  const fields = operation.parameters.filter((parameter) => parameter.in === place);
  if (fields.length === 0) return "Record<never, never>";
  const print = (parameter: Parameter) =>
    `${propertyKey(parameter.name)}${parameter.required ? "" : "?"}: ${printType(parameter.schema, { comments: false }, "    ")}`;
  return `{ ${fields.map(print).join("; ")} }`;
}

function body(bundle: Bundle, operation: Operation): string {
  if (!operation.body) return "undefined";
  const printed = printType(operation.body.schema, { comments: false }, "    ");
  // An absent body reads as an empty object when nothing in it is needed, so that behaviours can look for fields.
  const needsNothing = [...bodyFields(bundle, operation.body.schema).values()].every((field) => !field.required);
  return operation.body.required || needsNothing ? printed : `${printed} | undefined`;
}

function answers(operation: Operation): string {
  const successes = operation.answers.filter((answer: Answer) => answer.status < 400);
  const types = successes.map((answer) =>
    answer.schema ? printType(answer.schema, { comments: false }, "    ") : "undefined",
  );
  return [...new Set(types)].join(" | ") || "undefined";
}

function enumOf(bundle: Bundle, schema: Schema | undefined): unknown[] {
  if (!schema) return [];
  const resolved = resolve(bundle, schema);
  return resolved.enum ?? resolved.anyOf?.flatMap((each) => enumOf(bundle, each)) ?? [];
}

function usedSchemas(code: string, bundle: Bundle): string[] {
  const words = new Set(code.match(/\b[A-Z]\w*\b/g));
  return Object.keys(bundle.components.schemas)
    .filter((name) => words.has(name))
    .sort();
}
