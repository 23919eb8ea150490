import ts from "typescript";
import { type Declarations, type Parameter, parametersOf } from "../declarations.ts";
import type { Replacement } from "./row.ts";
import type { VendorMethod } from "./vendor-methods.ts";

/** What the function of a replacement takes, the client left out. */
export function parametersFor({ door, name }: Replacement, { checker, exportsOf }: Declarations): Parameter[] {
  const symbol = exportsOf(door).get(name);
  if (symbol === undefined) throw new Error(`${door} exports no ${name}.`);
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const [signature] = checker.getTypeOfSymbol(target).getCallSignatures();
  if (signature === undefined) throw new Error(`${name} of ${door} is no function.`);
  return parametersOf(signature, checker).filter((each) => !isClient(each));
}

/** Where a replacement takes a client first. */
export function takesClient({ door, name }: Replacement, { checker, exportsOf }: Declarations): boolean {
  const symbol = exportsOf(door).get(name);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const [signature] = target ? checker.getTypeOfSymbol(target).getCallSignatures() : [];
  return signature !== undefined && parametersOf(signature, checker).some(isClient);
}

/** The arguments of a vendor's method that its replacement does not take by the same name in snake_case. */
export function differingArguments(method: VendorMethod, parameters: readonly Parameter[]): string[] {
  const known = namesOf(parameters);
  return [...namesOf(method.parameters)].filter((name) => !known.has(name) && !known.has(snakeCase(name)));
}

/** Every name by which something can be passed. */
export function namesOf(parameters: readonly Parameter[]): Set<string> {
  return new Set(parameters.flatMap(({ name, fields }) => (fields === undefined ? [name] : [...fields.keys()])));
}

export function isCallOptions({ fields }: Parameter): boolean {
  return fields?.has("idempotencyKey") === true && fields.has("signal");
}

function isClient({ fields }: Parameter): boolean {
  return fields?.has("baseUrl") === true && fields.has("clientId");
}

/** `organizationId` as `organization_id`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}
