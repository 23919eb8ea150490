import type { Bundle, FlatField, Operation, Schema } from "@workos-kit/codegen";
import {
  camelCase,
  codesIn,
  flattenInput,
  listShapeOf,
  operationsOf,
  pascalCase,
  refName,
  resolve,
} from "@workos-kit/codegen";
import { type PrintedTraits, traitsOf } from "./traits-of.ts";

/** An operation with everything the printers need to know, worked out once. */
export interface Planned {
  operation: Operation;
  traits: PrintedTraits;
  fields: FlatField[];
  /** `CreateOrganizationInput`, or undefined when there is nothing to pass. */
  inputName: string | undefined;
  /** The parameters of the query as a type of their own, where path-based calls need one. */
  queryName: string | undefined;
  isInputRequired: boolean;
  item: Schema | undefined;
  errorCodes: string[];
}

export interface Plan {
  bundle: Bundle;
  operations: Planned[];
  /** Schemas that operations send or answer with, alphabetised. */
  schemaNames: string[];
  /** Of these, the ones only ever sent: they may hold a `Date` where the wire has a string. */
  requestOnly: Set<string>;
  tags: { name: string; property: string; type: string; description: string }[];
}

/** Reads the bundle into what every printer of this package starts from. */
export function planOf(bundle: Bundle): Plan {
  const operations = operationsOf(bundle).map((operation) => planOperation(bundle, operation));
  const sent = reachable(
    bundle,
    operations.flatMap(({ operation }) => [
      ...operation.parameters.map((each) => each.schema),
      ...(operation.body === undefined ? [] : [operation.body.schema]),
    ]),
  );
  const answered = reachable(
    bundle,
    operations.flatMap(({ operation }) => operation.answers.flatMap((each) => each.schema ?? [])),
  );
  const used = new Set(operations.map(({ operation }) => operation.tag));
  const described = new Map((bundle.tags ?? []).map((tag) => [tag.name, tag.description ?? ""]));
  return {
    bundle,
    operations,
    schemaNames: [...new Set([...sent, ...answered])].sort(),
    requestOnly: new Set([...sent].filter((name) => !answered.has(name))),
    tags: [...used].sort().map((name) => ({
      name,
      property: camelCase(name),
      type: `${pascalCase(name)}Methods`,
      description: described.get(name) ?? "",
    })),
  };
}

function planOperation(bundle: Bundle, operation: Operation): Planned {
  const traits = traitsOf(bundle, operation);
  const fields = flattenInput(bundle, operation).filter((field) => field.in !== "header");
  const hasQuery = fields.some((field) => field.in === "query");
  const isMixed = hasQuery && fields.some((field) => field.in !== "query");
  const isEmpty = fields.length === 0 && traits.auth !== "token";
  const list = listShapeOf(bundle, operation);
  return {
    operation,
    traits,
    fields,
    inputName: isEmpty ? undefined : `${pascalCase(operation.id)}Input`,
    queryName: !hasQuery ? undefined : `${pascalCase(operation.id)}${isMixed ? "Query" : "Input"}`,
    isInputRequired: traits.auth === "token" || fields.some((field) => field.required && !isFilledIn(traits, field)),
    item: list?.hasCursors === true ? list.item : undefined,
    errorCodes: [...new Set(errorSchemasOf(operation).flatMap((schema) => codesIn(bundle, schema)))].sort(),
  };
}

/** Fields that the client fills in where the caller leaves them out. */
export function isFilledIn(traits: PrintedTraits, field: FlatField): boolean {
  return traits.fill !== undefined && /^client_(id|secret)$/.test(field.name);
}

export function errorSchemasOf(operation: Operation): Schema[] {
  return operation.answers.flatMap((each) => (each.status >= 400 && each.schema !== undefined ? [each.schema] : []));
}

/** The names of all schemas that these refer to, however deep. */
export function reachable(bundle: Bundle, roots: unknown[]): Set<string> {
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "examples" || key === "example") continue;
      if (key !== "$ref" || typeof value !== "string") visit(value);
      else if (!names.has(refName(value))) {
        names.add(refName(value));
        visit(resolve(bundle, { $ref: value }));
      }
    }
  };
  visit(roots);
  return names;
}
