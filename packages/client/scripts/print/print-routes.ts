import { propertyKey } from "@workos-kit/codegen";
import { dataType } from "./answers.ts";
import { importsFor } from "./imports.ts";
import type { Plan, Planned } from "./plan.ts";
import { header } from "./print-models.ts";
import { printTraits, traitImports } from "./print-operations.ts";
import { initOf, printInits } from "./route-inits.ts";

const methods = ["get", "post", "put", "patch", "delete"];

// One generic interface for all routes: an object type for each took an editor 50 ms more to open.
const route = `/** What a call by path takes and gives. */
interface Route<Args extends unknown[], Data, Code extends string = string> {
  args: Args;
  data: Data;
  error: Code;
}
`;

/** `routes.ts`: one flat interface per method, from path to what a path-based call takes and gives. */
export function printRoutes(plan: Plan): string {
  const interfaces = methods.map((method) => {
    const operations = plan.operations.filter(({ operation }) => operation.method === method).sort(byPath);
    const name = `${method.charAt(0).toUpperCase()}${method.slice(1)}Routes`;
    const doc = `/** What ${method.toUpperCase()} takes and gives, by path. */\n`;
    return `${doc}export interface ${name} {\n${operations.map(printRoute).join("")}}\n`;
  });
  const code = [route, printInits(plan.operations), ...interfaces].join("\n");
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
  const { type, isRequired } = initOf(planned);
  const codes = errorCodes.map((code) => JSON.stringify(code)).join(" | ");
  const parts = [`[init${isRequired ? "" : "?"}: ${type}]`, dataType(planned), ...(codes === "" ? [] : [codes])];
  return (
    `  /** ${operation.summary.replaceAll("*/", "*\\/")}. */\n` +
    `  ${propertyKey(operation.path)}: Route<${parts.join(", ")}>;\n`
  );
}

function byPath(a: Planned, b: Planned): number {
  return `${a.operation.path} ${a.operation.method}` < `${b.operation.path} ${b.operation.method}` ? -1 : 1;
}
