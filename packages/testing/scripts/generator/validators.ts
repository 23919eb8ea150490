import { type Bundle, generatedHeader, operationsOf, type Schema } from "@workos-kit/codegen";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build, transform } from "esbuild";
import { addFormats } from "./formats.ts";

const header = generatedHeader("packages/testing/scripts/generate.ts");

/**
 * Validators of every request body and query as one module without imports. Names are `<operationId>Body` and
 * `<operationId>Query`; queries that are equal share one.
 */
export async function printValidators(bundle: Bundle): Promise<string> {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    // The texts are made from keyword and parameters; here they would double the size.
    messages: false,
    inlineRefs: false,
    code: { source: true, esm: true, lines: false, optimize: 2 },
  });
  addFormats(ajv);
  ajv.addSchema({ $id: "spec", components: { schemas: withoutTexts(bundle.components.schemas, true) } });
  const exports: Record<string, string> = {};
  const known = new Map<string, string>();
  const add = (name: string, documented: Schema) => {
    const schema = withoutTexts(documented, false);
    const text = JSON.stringify(schema);
    const id = known.get(text) ?? name;
    if (id === name) {
      known.set(text, name);
      ajv.addSchema({ ...absolute(schema), $id: name });
    }
    exports[name] = id;
  };
  for (const operation of operationsOf(bundle)) {
    if (operation.body) add(`${operation.id}Body`, operation.body.schema);
    const query = operation.parameters.filter((parameter) => parameter.in === "query");
    if (query.length === 0) continue;
    add(`${operation.id}Query`, {
      type: "object",
      properties: Object.fromEntries(query.map((parameter) => [parameter.name, parameter.schema])),
      required: query.filter((parameter) => parameter.required).map((parameter) => parameter.name),
    });
  }
  const distinct = Object.fromEntries([...new Set(Object.values(exports))].map((id) => [id, id]));
  const code = standaloneCode(ajv, distinct);
  const aliases = Object.entries(exports).filter(([name, id]) => name !== id);
  const withAliases = `${code}\n${aliases.map(([name, id]) => `export { ${id} as ${name} };`).join("\n")}`;
  return `${header}${await bundled(withAliases)}`;
}

/** ajv leaves calls of \`require\` for its run-time parts; bundling puts them in place. */
async function bundled(code: string): Promise<string> {
  const options = { format: "esm", target: "es2022", minify: true, charset: "utf8" } as const;
  const result = await build({
    ...options,
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: "js" },
    bundle: true,
    write: false,
  });
  const minified = await transform(result.outputFiles[0]?.text ?? "", options);
  return minified.code;
}

const texts = new Set(["description", "example", "examples", "title"]);

/** ajv writes whole schemas into its code: what only people read would be a twelfth of the module, and change with each word. */
function withoutTexts<Value>(value: Value, isMapOfFields: boolean): Value {
  if (Array.isArray(value)) return value.map((each) => withoutTexts<unknown>(each, false)) as Value;
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => isMapOfFields || !texts.has(key));
  // A field may be called like a keyword.
  return Object.fromEntries(
    kept.map(([key, each]) => [key, withoutTexts<unknown>(each, !isMapOfFields && key === "properties")]),
  ) as Value;
}

/** References inside a schema that stands on its own must name the document they point into. */
function absolute(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"spec#/components/')) as Schema;
}

/** Types of the module, which ajv does not write. */
export function printValidatorTypes(): string {
  return `${header}import type { Validator } from "../handlers/validate.ts";\n\ndeclare const validators: Readonly<Record<string, Validator>>;\nexport = validators;\n`;
}
