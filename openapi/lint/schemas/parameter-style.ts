import type { Rule } from "../rule.ts";

const snakeCase = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/** Path parameters are ours to name: snake_case, like the fields. Lists in a query are one value with commas. */
export const parameterStyle: Rule = () => ({
  Parameter(parameter, { report, location, resolve }) {
    if (parameter.in === "path" && !snakeCase.test(parameter.name ?? ""))
      report({
        message: `Name the path parameter \`${parameter.name}\` in snake_case, as in \`organization_id\`.`,
        location: location.child("name"),
      });
    if (parameter.in !== "query" || !parameter.schema) return;
    const { node } = resolve(parameter.schema);
    if (node?.type !== "array" || (parameter.style === "form" && parameter.explode === false)) return;
    report({
      message: `Write \`style: form\` and \`explode: false\` for the list \`${parameter.name}\`: the API takes one value with commas.`,
      location: location.child("schema"),
    });
  },
});
