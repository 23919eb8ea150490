import {
  type Bundle,
  bodyFields,
  generatedHeader,
  operationsOf,
  refName,
  resolve,
  type Schema,
} from "@workos-kit/codegen";

const header = generatedHeader("packages/testing/scripts/generate.ts");

/** One example value per named schema, per answer and per event; equal values of schemas are not repeated. */
export function collectExamples(bundle: Bundle) {
  const schemas: Record<string, unknown> = {};
  const note = (schema: Schema | undefined, value: unknown) => {
    if (!schema?.$ref || value === undefined) return;
    schemas[refName(schema.$ref)] ??= value;
    noteParts(bundle, schema, value, note);
  };
  for (const [name, schema] of Object.entries(bundle.components.schemas)) {
    const own = Array.isArray(schema.examples) ? schema.examples[0] : schema.example;
    note({ $ref: `#/components/schemas/${name}` }, own);
  }
  const answers: Record<string, unknown> = {};
  for (const operation of operationsOf(bundle)) {
    for (const answer of operation.answers) {
      const value = firstExample(answer.examples);
      note(answer.schema, value);
      if (answer.status < 300 && value !== undefined) answers[operation.id] ??= value;
    }
    if (operation.body) note(operation.body.schema, firstExample(operation.body.examples));
  }
  const events: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(bundle.webhooks ?? {})) {
    const media = item.post?.requestBody?.content["application/json"];
    const value = firstExample(media?.examples ?? {});
    if (value === undefined) continue;
    events[name] = value;
    const data = media?.schema && bodyFields(bundle, media.schema).get("data")?.schema;
    note(data, (value as { data?: unknown }).data);
  }
  return { schemas: sorted(schemas), answers: sorted(answers), events: sorted(events) };
}

export function printExamples(bundle: Bundle): string {
  const { schemas, answers, events } = collectExamples(bundle);
  const print = (name: string, doc: string, values: Record<string, unknown>) => {
    const lines = Object.entries(values).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
    return `/** ${doc} */\nexport const ${name}: Readonly<Record<string, unknown>> = {\n${lines.join("")}};\n`;
  };
  return (
    header +
    [
      print("schemaExamples", "An example of each named schema, from the spec.", schemas),
      print("answerExamples", "What each operation answers in the spec's first example.", answers),
      print("eventExamples", "The spec's example of each event, by its name.", events),
    ].join("\n")
  );
}

/** Notes the parts of a value that are named schemas of their own, such as the items of a list. */
function noteParts(
  bundle: Bundle,
  schema: Schema,
  value: unknown,
  note: (schema: Schema | undefined, value: unknown) => void,
): void {
  if (typeof value !== "object" || value === null) return;
  for (const [name, field] of bodyFields(bundle, schema)) {
    const part = (value as Record<string, unknown>)[name];
    if (field.schema.$ref) note(field.schema, part);
    const items = resolve(bundle, field.schema).items;
    if (items && Array.isArray(part)) note(items, part[0]);
  }
}

function firstExample(examples: Record<string, { value?: unknown }>): unknown {
  return Object.values(examples)[0]?.value;
}

function sorted(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}
