import type { FlatField, Operation } from "@workos-kit/codegen";
import { docComment, fieldDoc, isInterface, printType, propertyKey, refName, resolve } from "@workos-kit/codegen";
import { importsFor } from "./imports.ts";
import { isFilledIn, type Plan, type Planned } from "./plan.ts";
import { header } from "./print-models.ts";

const pagination = ["after", "before", "limit", "order"];

/** `inputs.ts`: what each operation takes, flat. */
export function printInputs(plan: Plan): string {
  const body = takeEnds(plan.operations.map((planned) => printInput(plan, planned)).join(""));
  const shared = takeEnds(printPagination(plan));
  const models = importsFor(`${body}${shared}`, plan.schemaNames, "./models.ts");
  return `${header}${models}\n${shared}\n${withClient}${body}`;
}

const withClient = `/** Client id and secret are filled in by the client where they are left out. */
export type WithClient<Body> = Body extends unknown
  ? Omit<Body, "client_id" | "client_secret"> & { client_id?: string; client_secret?: string }
  : never;
`;

/** What a list says of its end may be passed back as it is: without a cursor it starts anew. */
function takeEnds(code: string): string {
  return code.replace(/^( {2}(?:after|before)\?: string);/gm, "$1 | null | undefined;");
}

function printPagination({ operations }: Plan): string {
  const [sample] = operations.filter(isPaginated);
  const fields = sample?.fields.filter((field) => pagination.includes(field.name)) ?? [];
  return `/** How much of a list to read, from where, in which order. */\nexport interface Pagination {\n${printFlat(fields)}}\n`;
}

function isPaginated({ fields, item }: Planned): boolean {
  // The lists of the vault have rules of their own (no maximum, another order).
  const order = fields.find((field) => field.name === "order");
  const isCommon =
    JSON.stringify(order?.schema.enum ?? order?.schema.$ref ?? "").match(/normal|PaginationOrder/) !== null;
  return item !== undefined && isCommon && pagination.every((name) => fields.some((each) => each.name === name));
}

function printInput(plan: Plan, planned: Planned): string {
  const { operation, inputName, queryName, fields } = planned;
  if (inputName === undefined) return "";
  const query = fields.filter((field) => field.in === "query");
  const hasOwnQuery = queryName !== undefined && queryName !== inputName;
  const printed = hasOwnQuery
    ? `\n/** The query of \`${operation.id}\`. */\n${printQuery(planned, queryName, query)}`
    : "";
  return `${printed}\n/** What \`${operation.id}\` takes. */\n${printWhole(plan, planned, inputName, hasOwnQuery)}`;
}

function printQuery(planned: Planned, name: string, query: FlatField[], more: FlatField[] = []): string {
  const own = isPaginated(planned) ? query.filter((field) => !pagination.includes(field.name)) : query;
  return printInterface(name, isPaginated(planned) ? ["Pagination"] : [], printFlat([...more, ...own]));
}

function printWhole(plan: Plan, planned: Planned, name: string, hasOwnQuery: boolean): string {
  const { operation, fields, queryName, traits } = planned;
  const path = fields.filter((field) => field.in === "path");
  const query = fields.filter((field) => field.in === "query");
  if (operation.body === undefined && !hasOwnQuery && traits.auth !== "token")
    return printQuery(planned, name, query, path);

  const bases = hasOwnQuery && queryName !== undefined ? [queryName] : [];
  const own = printFlat(path) + (hasOwnQuery ? "" : printFlat(query)) + printCredentials(planned);
  const { body } = operation;
  if (body === undefined) return printInterface(name, bases, own);
  if (body.schema.$ref === undefined) {
    return printInterface(
      name,
      bases,
      own + printFlat(fields.filter((field) => field.in === "body" && !isFilledIn(traits, field))),
    );
  }
  const model = bodyType(operation, planned);
  if (isInterface(plan.bundle, resolve(plan.bundle, body.schema))) return printInterface(name, [...bases, model], own);
  const parts = [model, ...bases, ...(own === "" ? [] : [`{\n${own}}`])];
  return `export type ${name} = ${parts.join(" & ")};\n`;
}

function bodyType(operation: Operation, { traits }: Planned): string {
  const name = refName(operation.body?.schema.$ref ?? "");
  const filled = traits.fill === undefined ? name : `WithClient<${name}>`;
  return operation.body?.required === false ? `Partial<${filled}>` : filled;
}

function printCredentials({ traits, operation }: Planned): string {
  if (traits.auth === "token") return "  /** The Bearer token to ask with. */\n  access_token: string;\n";
  if (traits.fill === undefined || operation.body?.schema.$ref !== undefined) return "";
  return "  /** @default the client's own */\n  client_id?: string;\n  /** @default the client's own key */\n  client_secret?: string;\n";
}

function printInterface(name: string, bases: string[], fields: string): string {
  const heritage = bases.length === 0 ? "" : ` extends ${bases.join(", ")}`;
  return `export interface ${name}${heritage} {${fields === "" ? "" : `\n${fields}`}}\n`;
}

function printFlat(fields: FlatField[]): string {
  const sorted = [...fields].sort((a, b) => Number(b.required) - Number(a.required) || (a.name < b.name ? -1 : 1));
  return sorted
    .map((field) => {
      const type = printType(field.schema, { acceptDates: true }, "  ");
      return `${docComment(fieldDoc(field.schema), "  ")}  ${propertyKey(field.name)}${field.required ? "" : "?"}: ${type};\n`;
    })
    .join("");
}
