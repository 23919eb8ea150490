import { docComment, operationDoc, printType } from "@workos-kit/codegen";
import { clientType, dataType } from "./answers.ts";
import { importsFor } from "./imports.ts";
import type { Plan, Planned } from "./plan.ts";
import { header } from "./print-models.ts";
import type { PrintedTraits } from "./traits-of.ts";

/** `operations/<tag>.ts`: one function per operation of a resource. */
export function printOperations(plan: Plan, tag: string): string {
  const operations = plan.operations.filter(({ operation }) => operation.tag === tag);
  const code = operations.map((planned) => printFunction(plan, planned)).join("\n");
  const inputs = operations.flatMap(({ inputName }) => inputName ?? []);
  const imports = [
    /\bcall</.test(code)
      ? `import { call${/\bCallPromise\b/.test(code) ? ", type CallPromise" : ""} } from "../../core/call.ts";\n`
      : "",
    traitImports(code, "../../core"),
    importsFor(code, ["Core", "PublicCore"], "../../core/core.ts"),
    importsFor(code, ["CallOptions"], "../../core/options.ts"),
    /\blist</.test(code) ? 'import { list, type ListCall } from "../../core/page.ts";\n' : "",
    importsFor(code, ["Redirect"], "../../core/wire/redirect.ts"),
    importsFor(code, inputs, "../inputs.ts"),
    importsFor(code, plan.schemaNames, "../models.ts"),
  ];
  return `${header}${imports.join("")}\n${code}`;
}

/** `operations/index.ts`. */
export function printOperationsIndex({ tags }: Plan): string {
  return `${header}${tags.map(({ name }) => `export * from "./${name}.ts";\n`).join("")}`;
}

/** `(input: XInput, options?: CallOptions): CallPromise<X>`, as the functions and the facade both have it. */
export function signatureOf(planned: Planned): { parameters: string; returns: string } {
  const { inputName, isInputRequired, item } = planned;
  const input = inputName === undefined ? "" : `input${isInputRequired ? "" : "?"}: ${inputName}, `;
  return {
    parameters: `${input}options?: CallOptions`,
    returns: item === undefined ? `CallPromise<${dataType(planned)}>` : `ListCall<${printType(item)}>`,
  };
}

function printFunction({ bundle }: Plan, planned: Planned): string {
  const { operation, inputName, item, traits } = planned;
  const { parameters, returns } = signatureOf(planned);
  const input = inputName === undefined ? "undefined" : "input";
  const rest = [input, "options", ...(Object.keys(traits).length === 0 ? [] : [printTraits(traits)])].join(", ");
  const send =
    item === undefined
      ? `call<${dataType(planned)}>(client, "${operation.method.toUpperCase()}", "${operation.path}", ${rest})`
      : `list<${printType(item)}>(client, "${operation.path}", ${rest})`;
  return (
    docComment(operationDoc(bundle, operation)) +
    `export function ${operation.id}(client: ${clientType(planned)}, ${parameters}): ${returns} {\n  return ${send};\n}\n`
  );
}

/** Traits as an object literal; `fill` and `write` are names of functions. */
export function printTraits(traits: PrintedTraits): string {
  const entries = Object.entries(traits).map(([name, value]) => {
    return `${name}: ${name === "fill" || name === "write" ? value : JSON.stringify(value)}`;
  });
  return `{ ${entries.join(", ")} }`;
}

/** Imports the functions that printed traits name. */
export function traitImports(code: string, core: string): string {
  const fills = ["fillClientId", "fillClientSecret"].filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  return (
    (fills.length === 0 ? "" : `import { ${fills.join(", ")} } from "${core}/wire/client-credentials.ts";\n`) +
    (/write: form\b/.test(code) ? `import { form } from "${core}/wire/form.ts";\n` : "")
  );
}
