import { type Doc, docComment, operationDoc } from "@workos-kit/codegen";
import { importsFor } from "./imports.ts";
import type { Plan, Planned } from "./plan.ts";
import { header } from "./print-models.ts";
import { printTraits, signatureOf, traitImports } from "./print-operations.ts";

/** `sdk.ts`: the same operations, bound to a client and grouped by resource. */
export function printSdk(plan: Plan): string {
  const interfaces = plan.tags.map(({ name, type, description }) => {
    const methods = plan.operations
      .filter(({ operation }) => operation.tag === name)
      .map((planned) => {
        const { parameters, returns } = signatureOf(planned);
        return `${docComment(shortDoc(plan, planned), "  ")}  ${planned.operation.id}(${parameters}): ${returns};\n`;
      });
    return `${docComment({ text: description })}export interface ${type} {\n${methods.join("")}}\n`;
  });
  const code = interfaces.join("\n");
  const bindings = plan.tags.map((tag) => printBinding(plan, tag)).join("");
  const inputs = plan.operations.flatMap(({ inputName }) => inputName ?? []);
  const imports = [
    'import { bindAll } from "../core/bind-all.ts";\nimport { type Client, createClient } from "../client.ts";\n',
    'import type { CallPromise } from "../core/call.ts";\nimport type { CallOptions, ClientOptions } from "../core/options.ts";\nimport type { ListCall } from "../core/page.ts";\n',
    importsFor(code, ["Redirect"], "../core/wire/redirect.ts"),
    importsFor(code, inputs, "./inputs.ts"),
    importsFor(code, plan.schemaNames, "./models.ts"),
    traitImports(bindings, "../core"),
  ];
  return `${header}${imports.join("")}\n${code}\n${printClass(plan, bindings)}`;
}

// The codes of errors stand at the function; a second copy of the long lists would weigh more than it tells.
function shortDoc({ bundle }: Plan, { operation }: Planned): Doc {
  const { text, tags = [] } = operationDoc(bundle, operation);
  return { text, tags: tags.filter((tag) => !tag.startsWith("@throws")) };
}

function printBinding({ operations }: Plan, { name, property, type }: Plan["tags"][number]): string {
  const rows = operations.filter(({ operation }) => operation.tag === name).map(printRow);
  return `    this.${property} = bindAll<${type}>(client, {\n${rows.join("")}    });\n`;
}

function printRow({ operation, inputName, item, traits }: Planned): string {
  const row = [item === undefined ? operation.method.toUpperCase() : "LIST", operation.path].map((each) => `"${each}"`);
  const hasTraits = Object.keys(traits).length > 0;
  if (hasTraits || inputName === undefined) row.push(hasTraits ? printTraits(traits) : "undefined");
  if (inputName === undefined) row.push('"options alone"');
  return `      ${operation.id}: [${row.join(", ")}],\n`;
}

function printClass({ tags }: Plan, bindings: string): string {
  const fields = tags.map(
    ({ property, type, description }) => `${docComment({ text: description }, "  ")}  readonly ${property}: ${type};\n`,
  );
  return (
    "/** Every operation, grouped by resource: for finding your way. The functions of `/operations` bundle smaller. */\n" +
    `export class WorkOS {\n  /** The client underneath, for path-based calls. */\n  readonly client: Client;\n${fields.join("")}\n` +
    `  constructor(options: ClientOptions) {\n    const client = createClient(options);\n    this.client = client;\n${bindings}  }\n}\n`
  );
}
