/** Proves that every example of a bundle fits its schema. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { isNode, type Json, type Node, pointerPart } from "./node.ts";

export type Misfit = { pointer: string; where: string; message: string };

const id = "bundle";

/** Says what is wrong, and at which pointer of the bundle the broken rule stands. */
function describe(error: ErrorObject, start: string, where: string): Misfit {
  const [, own] = error.schemaPath.split("#");
  const isOwn = error.schemaPath.startsWith("#/") && !/^\/(?:components|paths|webhooks)\//.test(own ?? "");
  const pointer = (isOwn ? `${start}${own}` : (own ?? start)).replace(/\/[^/]*$/, "");
  const at = error.instancePath === "" ? "the whole" : `\`${error.instancePath.slice(1).replaceAll("/", ".")}\``;
  return {
    pointer,
    where,
    message: `The example of ${where} does not fit its schema: ${at} ${error.message}. Mend the \`examples\` of this field, or the schema.`,
  };
}

/** Checks the examples of named schemas and of every body; returns the first misfit of each example that does not fit. */
export function checkExamples(bundle: Node): Misfit[] {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, inlineRefs: false, code: { optimize: false } });
  addFormats.default(ajv);
  ajv.addSchema(bundle, id);
  const misfits: Misfit[] = [];
  const compiled = new Map<string, ValidateFunction>();
  const check = (pointer: string, value: Json, where: string) => {
    const validate = compiled.get(pointer) ?? ajv.getSchema(`${id}#${pointer}`);
    if (!validate) throw new Error(`The bundle has no schema at ${pointer}.`);
    compiled.set(pointer, validate as ValidateFunction);
    if (!validate(value) && validate.errors?.[0]) misfits.push(describe(validate.errors[0], pointer, where));
  };

  const visitBodies = (node: Json | undefined, pointer: string, where: string): void => {
    if (Array.isArray(node))
      for (const [index, item] of node.entries()) visitBodies(item, `${pointer}/${index}`, where);
    if (!isNode(node)) return;
    const name = typeof node.operationId === "string" ? node.operationId : where;
    for (const [type, media] of Object.entries(isNode(node.content) ? node.content : {})) {
      if (!isNode(media) || !isNode(media.schema) || !isNode(media.examples)) continue;
      const { $ref } = media.schema;
      const schema = typeof $ref === "string" ? $ref.slice(1) : `${pointer}/content/${pointerPart(type)}/schema`;
      for (const [title, example] of Object.entries(media.examples))
        if (isNode(example) && example.value !== undefined) check(schema, example.value, `${name} (${title})`);
    }
    for (const [key, value] of Object.entries(node))
      if (key !== "content" && key !== "schema") visitBodies(value, `${pointer}/${pointerPart(key)}`, name);
  };

  const components = isNode(bundle.components) ? bundle.components : {};
  for (const [name, schema] of Object.entries(isNode(components.schemas) ? components.schemas : {})) {
    const examples = isNode(schema) && Array.isArray(schema.examples) ? schema.examples : [];
    for (const value of examples) check(`/components/schemas/${pointerPart(name)}`, value, name);
  }
  visitBodies(bundle.paths, "/paths", "a path");
  visitBodies(bundle.webhooks, "/webhooks", "an event");
  visitBodies(components.responses, "/components/responses", "a shared answer");
  return misfits;
}
