import { type Fields, isFields, type Rule, strings } from "../rule.ts";

const typesOf = (schema: Fields): string[] =>
  (typeof schema.type === "string" ? [schema.type] : strings(schema.type)).filter((type) => type !== "null");

const hasExample = (schema: Fields): boolean => Array.isArray(schema.examples) && schema.examples.length > 0;

/** True when nothing tells the composer of bodies which value to show here. */
function lacksExample(schema: unknown): boolean {
  if (!isFields(schema) || hasExample(schema)) return false;
  if ("$ref" in schema || "const" in schema || "default" in schema || Array.isArray(schema.enum)) return false;
  const alternatives = [schema.anyOf, schema.oneOf].find(Array.isArray);
  if (alternatives) return lacksExample(alternatives[0]);
  const [type] = typesOf(schema);
  if (type === "array") return lacksExample(schema.items);
  return type === "string" || type === "number" || type === "integer";
}

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");

/** `job title` for `job_title` shows nothing: the reader has to see what a real value looks like. */
function showsItsName(name: string, schema: unknown): boolean {
  const [first] = isFields(schema) && Array.isArray(schema.examples) ? schema.examples.flat() : [];
  return typeof first === "string" && letters(first) === letters(name);
}

/** The example stands at the field; the bodies of fixtures, documentation and mock answers are composed from these. */
export const fieldExample: Rule = () => ({
  Schema(schema, { report, location }) {
    if (!isFields(schema) || !isFields(schema.properties)) return;
    for (const [name, field] of Object.entries(schema.properties)) {
      if (lacksExample(field))
        report({
          message: `Add \`examples: [value]\` to \`${name}\`: bodies and fixtures are put together from the examples of fields.`,
          location: location.child(["properties", name]).key(),
        });
      if (showsItsName(name, field))
        report({
          message: `The example of \`${name}\` repeats its name: show a value as it could really be.`,
          location: location.child(["properties", name, "examples"]),
        });
    }
  },
  ref(reference, { report, location }, { node: target }) {
    const { examples } = reference as { examples?: unknown };
    const [beside] = Array.isArray(examples) ? examples : [];
    const fields: unknown = isFields(target) ? target.properties : undefined;
    if (!isFields(beside) || !isFields(fields)) return;
    const unknown = Object.keys(beside).find((name) => !Object.hasOwn(fields, name));
    if (unknown !== undefined)
      report({
        message: `\`${unknown}\` is no field of the object that \`$ref\` leads to: beside it stand the fields whose values differ.`,
        location: location.child("examples"),
      });
  },
  Parameter(parameter, { report, location }) {
    if (parameter.schema && lacksExample(parameter.schema))
      report({
        message: `Add \`examples: [value]\` to the schema of \`${parameter.name}\`.`,
        location: location.child("schema"),
      });
  },
});
