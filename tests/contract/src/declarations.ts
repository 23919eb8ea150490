import { fileURLToPath } from "node:url";
import ts from "typescript";

/** What a call takes at one place: a value by itself, or an object with fields. */
export interface Parameter {
  readonly name: string;
  readonly isOptional: boolean;
  /** Field by field, whether it must be given; undefined for a value by itself. */
  readonly fields: ReadonlyMap<string, boolean> | undefined;
}

/** Published declarations of packages, as the compiler reads them. */
export interface Declarations {
  readonly checker: ts.TypeChecker;
  /** The exports of a package or of one of its entries, by name. */
  exportsOf(specifier: string): ReadonlyMap<string, ts.Symbol>;
}

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  skipLibCheck: true,
  types: [],
};

export function openDeclarations(specifiers: readonly string[]): Declarations {
  const here = fileURLToPath(import.meta.url);
  const files = new Map(specifiers.map((each) => [each, fileOf(each, here)]));
  const program = ts.createProgram([...files.values()], options);
  const checker = program.getTypeChecker();
  return {
    checker,
    exportsOf(specifier) {
      const source = program.getSourceFile(files.get(specifier) ?? "");
      const symbol = source && checker.getSymbolAtLocation(source);
      if (symbol === undefined) throw new Error(`No declarations of ${specifier} were opened.`);
      return new Map(checker.getExportsOfModule(symbol).map((each) => [each.name, each]));
    },
  };
}

function fileOf(specifier: string, from: string): string {
  const mode = ts.ModuleKind.ESNext;
  const found = ts.resolveModuleName(specifier, from, options, ts.sys, undefined, undefined, mode).resolvedModule;
  if (found === undefined) throw new Error(`${specifier} has no declarations: build the packages first.`);
  return found.resolvedFileName;
}

/** What a signature takes, with the fields of its objects one level deep; those of all members of a union. */
export function parametersOf(signature: ts.Signature, checker: ts.TypeChecker): Parameter[] {
  return signature.parameters.map((symbol) => {
    const type = checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
    const [declaration] = symbol.declarations ?? [];
    return {
      name: symbol.name,
      isOptional:
        declaration !== undefined &&
        ts.isParameter(declaration) &&
        (declaration.questionToken !== undefined || declaration.initializer !== undefined),
      fields: isValue(type, checker) ? undefined : fieldsOf(type, checker),
    };
  });
}

const valueFlags =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.Null |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Any |
  ts.TypeFlags.Unknown |
  ts.TypeFlags.Instantiable;

function isValue(type: ts.Type, checker: ts.TypeChecker): boolean {
  if ((type.flags & valueFlags) !== 0 || checker.isArrayType(type) || type.getCallSignatures().length > 0) return true;
  // Bytes, dates and the like come from the platform: whole values too. So is a record without named fields.
  const { flags = 0, declarations = [] } = type.symbol ?? {};
  const isOfPlatform =
    (flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) !== 0 &&
    declarations.some((each) => /\/lib\.[\w.]+\.d\.ts$/.test(each.getSourceFile().fileName));
  if (isOfPlatform || checker.getPropertiesOfType(type).length === 0) return !type.isUnion() || isOfPlatform;
  return type.isUnion() && type.types.some((each) => isValue(each, checker));
}

function fieldsOf(type: ts.Type, checker: ts.TypeChecker): Map<string, boolean> {
  const members = type.isUnion() ? type.types : [type];
  const names = new Set(members.flatMap((each) => checker.getPropertiesOfType(each).map(({ name }) => name)));
  const isRequired = (name: string) =>
    members.every((each) => {
      const field = checker.getPropertyOfType(each, name);
      return field !== undefined && (field.flags & ts.SymbolFlags.Optional) === 0;
    });
  return new Map([...names].map((name) => [name, isRequired(name)]));
}
