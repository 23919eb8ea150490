import ts from "typescript";
import { type Declarations, type Parameter, parametersOf } from "../declarations.ts";

/** A public method of the vendor's SDK, as its declarations tell it. */
export interface VendorMethod {
  /** The property of `WorkOS` that holds it (`organizations`), or the class it belongs to (`CookieSession`). */
  readonly module: string;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly signature: ts.Signature;
}

export const vendorPackage = "@workos-inc/node";

/** The classes besides the modules whose methods people call on what they hold. */
export const vendorClasses = ["WorkOS", "AutoPaginatable", "CookieSession", "FeatureFlagsRuntimeClient"] as const;

/** Every public method, inherited ones too; those that the types call private or protected are nobody's. */
export function readVendorMethods({ checker, exportsOf }: Declarations): VendorMethod[] {
  const found = exportsOf(vendorPackage);
  const typeOf = (name: string): ts.Type => {
    const symbol = found.get(name);
    if (symbol === undefined) throw new Error(`The vendor's SDK no longer exports ${name}.`);
    return checker.getDeclaredTypeOfSymbol(
      symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    );
  };
  const modules = publicMembers(typeOf("WorkOS"), checker)
    .map((symbol) => ({ name: symbol.name, type: checker.getTypeOfSymbol(symbol) }))
    .filter(({ type }) => type.isClass());
  const classes = vendorClasses.map((name) => ({ name, type: typeOf(name) }));
  return [...modules, ...classes].flatMap(({ name: module, type }) =>
    publicMembers(type, checker).flatMap((symbol) => {
      const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures().slice(-1);
      return signature ? [{ module, name: symbol.name, parameters: parametersOf(signature, checker), signature }] : [];
    }),
  );
}

function publicMembers(type: ts.Type, checker: ts.TypeChecker): ts.Symbol[] {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return checker
    .getPropertiesOfType(type)
    .filter(
      ({ declarations = [] }) => !declarations.some((each) => (ts.getCombinedModifierFlags(each) & hidden) !== 0),
    );
}
