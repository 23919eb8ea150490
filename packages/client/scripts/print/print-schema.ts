import { type Bundle, printType } from "@workos-kit/codegen";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { type Plan, reachable } from "./plan.ts";
import { header } from "./print-models.ts";

// The named models carry the texts; here they would triple the size of the declarations.
const dropped = new Set(["description", "example", "examples", "externalDocs", "summary", "title", "tags"]);

/** `schema.ts`: `paths`, `components` and `operations` as openapi-typescript prints them, for the tools that read those. */
export async function printSchema({ bundle, schemaNames }: Plan): Promise<string> {
  const { webhooks: _, ...rest } = bundle;
  const schemas = Object.fromEntries(schemaNames.map((name) => [name, bundle.components.schemas[name]]));
  const slim = strip({ ...rest, components: { ...bundle.components, schemas } }, false) as Bundle;
  const nodes = await openapiTS({ ...slim, info: bundle.info } as never, {
    alphabetize: true,
    silent: true,
    // Each named schema is printed once, in models.ts: editors show its name, and the declarations stay small.
    transform: (_, { path }) => {
      const name = path?.match(/^#\/components\/schemas\/(\w+)$/)?.[1];
      if (name === undefined) return undefined;
      const model = ts.factory.createTypeReferenceNode(`models.${name}`);
      return hasOpenSet(bundle, name) ? ts.factory.createTypeReferenceNode("Plain", [model]) : model;
    },
  });
  const code = astToString(nodes)
    .replace(/^( {4})+/gm, (indent) => "\t".repeat(indent.length / 4))
    .replace(absent, "")
    .replace(onlyPaths, (paths) => paths.replaceAll(noParameters, ""))
    .replace(hints, "")
    .replace(anyHeaders, "headers: { [name: string]: unknown };")
    .replace(tops, (line, name: keyof typeof texts) => `/** ${texts[name]} */\n${line}`);
  return `${header}import type * as models from "./models.ts";\n\n${plain}\n${code}`;
}

// openapi-fetch maps over every object on its way, and takes `string & {}` for one: strings would lose their methods.
const plain = `/** A model with its open sets as strings, for tools that take \`string & {}\` for an object. */
type Plain<T> = T extends string ? (T extends object ? string : T) : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
`;

function hasOpenSet(bundle: Bundle, name: string): boolean {
  const names = [name, ...reachable(bundle, [bundle.components.schemas[name]])];
  return names.some((each) => printType(bundle.components.schemas[each] ?? {}).includes("(string & {})"));
}

// What is never there need not be said, and these texts are most of the weight of the declarations. Except for `get`:
// swr-openapi looks for it among the keys that all paths have.
const absent = /^\t+(put|post|delete|options|head|patch|trace|header|cookie)\?: never;\n/gm;
// Parameters stand with the operations, never with a path.
const onlyPaths = /^export interface paths \{[\s\S]*?^\}/m;
const noParameters = /^\t\tparameters: \{\n\t\t\tquery\?: never;\n\t\t\tpath\?: never;\n\t\t\};\n/gm;
const hints = /^\t+\/\*\* (@constant|@enum \{\w+\}|@default .*|Format: [\w-]+) \*\/\n/gm;
const anyHeaders = /headers: \{\s+\[name: string\]: unknown;\s+\};/g;

const tops = /^export interface (paths|components|operations) /gm;
const texts = {
  paths: "Every path with its operations: for openapi-fetch, openapi-react-query and openapi-msw.",
  components: 'The named parts of the API description: `components["schemas"]["Organization"]`.',
  operations: "Every operation by its name.",
};

// A property may be called "description": below `properties` the keys are names.
function strip(node: unknown, areNames: boolean): unknown {
  if (Array.isArray(node)) return node.map((each) => strip(each, false));
  if (typeof node !== "object" || node === null) return node;
  const kept = Object.entries(node).filter(([key]) => areNames || !dropped.has(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      key === "const" || key === "enum"
        ? value
        : strip(
            value,
            !areNames && /^(properties|schemas|parameters|responses|paths)$/.test(key) && !Array.isArray(value),
          ),
    ]),
  );
}
