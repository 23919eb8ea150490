import { propertyKey, refName } from "@workos-kit/codegen";
import { dataType } from "./answers.ts";
import { importsFor } from "./imports.ts";
import type { Plan, Planned } from "./plan.ts";
import { header } from "./print-models.ts";
import { printTraits, traitImports } from "./print-operations.ts";

const methods = ["get", "post", "put", "patch", "delete"];

/** `routes.ts`: one flat interface per method, from path to what a path-based call takes and gives. */
export function printRoutes(plan: Plan): string {
  const interfaces = methods.map((method) => {
    const operations = plan.operations.filter(({ operation }) => operation.method === method).sort(byPath);
    const name = `${method.charAt(0).toUpperCase()}${method.slice(1)}Routes`;
    const doc = `/** What ${method.toUpperCase()} takes and gives, by path. */\n`;
    return `${doc}export interface ${name} {\n${operations.map(printRoute).join("")}}\n`;
  });
  const code = interfaces.join("\n");
  const inputs = plan.operations.flatMap(({ inputName, queryName }) => [inputName ?? [], queryName ?? []].flat());
  const imports = [
    importsFor(code, ["CallOptions"], "../core/options.ts"),
    importsFor(code, ["Redirect"], "../core/wire/redirect.ts"),
    importsFor(code, [...new Set([...inputs, "WithClient"])], "./inputs.ts"),
    importsFor(code, plan.schemaNames, "./models.ts"),
  ];
  return `${header}${imports.join("")}\n${code}`;
}

/** `traits.ts`: the exceptional facts of operations, by method and path, for path-based calls. */
export function printTraitsTable({ operations }: Plan): string {
  const rows = operations
    .filter(({ traits }) => Object.keys(traits).some((name) => name !== "query" && name !== "body"))
    .sort(byPath)
    .map(({ operation, traits }) => {
      // Where input goes matters to flat inputs only: a path-based call says it itself.
      const { query: _, body: __, ...rest } = traits;
      return `  "${operation.method.toUpperCase()} ${operation.path}": ${printTraits(rest)},\n`;
    });
  return (
    `${header}${traitImports(rows.join(""), "../core")}import type { OperationTraits } from "../core/exchange.ts";\n\n` +
    "/** What the run time must know of a route beyond the usual. */\n" +
    `export const routeTraits: Readonly<Record<string, OperationTraits>> = {\n${rows.join("")}};\n`
  );
}

function printRoute(planned: Planned): string {
  const { operation, errorCodes } = planned;
  const params = printParams(planned);
  const parts = ["CallOptions", ...(params === "" ? [] : [`{ ${params} }`])];
  const isRequired = / ?(params|body|accessToken): /.test(params);
  const error = errorCodes.length === 0 ? "string" : errorCodes.map((code) => JSON.stringify(code)).join(" | ");
  return (
    `  /** ${operation.summary.replaceAll("*/", "*\\/")}. */\n` +
    `  ${propertyKey(operation.path)}: {\n    args: [init${isRequired ? "" : "?"}: ${parts.join(" & ")}];\n` +
    `    data: ${dataType(planned)};\n    error: ${error};\n  };\n`
  );
}

function printParams({ operation, fields, traits, queryName }: Planned): string {
  const path = fields.filter((field) => field.in === "path");
  const query = fields.filter((field) => field.in === "query");
  const groups: string[] = [];
  if (path.length > 0) groups.push(`path: { ${path.map((field) => `${propertyKey(field.name)}: string`).join("; ")} }`);
  if (query.length > 0) groups.push(`query${query.some((field) => field.required) ? "" : "?"}: ${queryName}`);
  const parts: string[] = [];
  if (groups.length > 0) {
    const isRequired = groups.some((group) => !group.startsWith("query?"));
    parts.push(`params${isRequired ? "" : "?"}: { ${groups.join("; ")} }`);
  }
  const { body } = operation;
  if (body?.schema.$ref !== undefined) {
    const name = refName(body.schema.$ref);
    parts.push(`body${body.required ? "" : "?"}: ${traits.fill === undefined ? name : `WithClient<${name}>`}`);
  }
  if (traits.auth === "token") parts.push("accessToken: string");
  return parts.join("; ");
}

function byPath(a: Planned, b: Planned): number {
  return `${a.operation.path} ${a.operation.method}` < `${b.operation.path} ${b.operation.method}` ? -1 : 1;
}
