import { type Fields, isFields, type Place, type Rule } from "../rule.ts";

/** Fields of an error that the description of the error itself explains. */
const explainedByError = ["code", "error", "message", "error_description"];

const isNamed = (place: Place): boolean =>
  /\/[A-Z][A-Za-z0-9]*\.yaml$/.test(place.source.absoluteRef)
    ? place.pointer === "#/"
    : place.source.absoluteRef.endsWith("errors.yaml") && /^#\/[A-Z][A-Za-z0-9]*$/.test(place.pointer);

const saysNothing = (schema: Fields): boolean => typeof schema.description !== "string" || schema.description === "";

/** Every named schema and every field says what it is; a bare reference is described where it leads. */
export const described: Rule = () => ({
  Schema(schema, { report, location }) {
    if (!isFields(schema) || schema.$ref !== undefined) return;
    if (isNamed(location) && saysNothing(schema))
      report({ message: "Add a `description`: what this thing is, in a sentence.", location });
    const isError = /Error(\.yaml)?$/.test(`${location.source.absoluteRef}${location.pointer}`.replace(/#\/$/, ""));
    for (const [name, field] of Object.entries(isFields(schema.properties) ? schema.properties : {})) {
      if (!isFields(field) || field.$ref !== undefined || field.const !== undefined || !saysNothing(field)) continue;
      if (isError && explainedByError.includes(name)) continue;
      report({
        message: `Add a \`description\` to \`${name}\`: what it means, and its unit or limits.`,
        location: location.child(["properties", name]).key(),
      });
    }
  },
});
