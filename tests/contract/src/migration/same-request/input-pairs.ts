import ts from "typescript";
import { snakeCase } from "../replacements.ts";

/** The same value as the vendor's SDK takes it and as the client does: `{ firstName }` and `{ first_name }`. */
export interface Pair {
  readonly theirs: unknown;
  readonly ours: unknown;
}

/** Values for fields of which any text, or all of them at once, would be refused; undefined leaves one out. */
export type Given = Readonly<Record<string, unknown>>;

/** What holds of the fields of an object. */
export interface Arguments {
  /** The path of a field in ours, or undefined when it has no place there. */
  place(name: string): readonly string[] | undefined;
  readonly given: Given;
}

interface Field {
  readonly name: string;
  readonly path: readonly string[] | undefined;
  readonly pairs: readonly Pair[];
  readonly isOptional: boolean;
}

const inner: Arguments = { place: (name) => [snakeCase(name)], given: {} };
const date = new Date("2026-11-20T09:00:00.000Z");

/**
 * Values that a type of the vendor's SDK allows, together holding each of its alternatives and each field: of every union
 * each member, of every object each field, once with all that are optional and once without.
 */
export function pairsOf(type: ts.Type, name: string, checker: ts.TypeChecker, fields = inner): Pair[] {
  const members = type.isUnion() ? type.types : [type];
  return members.flatMap((each) => pairsOfMember(each, name, checker, fields));
}

function pairsOfMember(type: ts.Type, name: string, checker: ts.TypeChecker, fields: Arguments): Pair[] {
  if (type.isStringLiteral() || type.isNumberLiteral()) return [same(type.value)];
  if (type.flags & ts.TypeFlags.BooleanLiteral) return [same(checker.typeToString(type) === "true")];
  if (type.flags & ts.TypeFlags.Null) return [same(null)];
  if (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Never)) return [];
  if (type.flags & ts.TypeFlags.NumberLike) return [same(7)];
  // A text that is nobody else's, so that a value in the wrong place is seen.
  if (type.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return [same(`the_${name}`)];
  if (type.symbol?.name === "Date") return [{ theirs: date, ours: date.toISOString() }];
  const item = checker.isArrayType(type) ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
  if (item) return pairsOf(item, name, checker).map(({ theirs, ours }) => ({ theirs: [theirs], ours: [ours] }));
  const values = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  if (values === undefined) return pairsOfObject(type, checker, fields);
  // Such keys are the caller's own: they stay as they are.
  const pairs = pairsOf(values, name, checker);
  return pairs.map(({ theirs, ours }) => ({ theirs: { ownKey: theirs }, ours: { ownKey: ours } }));
}

function pairsOfObject(type: ts.Type, checker: ts.TypeChecker, { place, given }: Arguments): Pair[] {
  const fields = checker.getPropertiesOfType(type).flatMap((symbol): Field[] => {
    const { name } = symbol;
    const path = place(name);
    const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0 && given[name] === undefined;
    const possible = pairsOf(checker.getTypeOfSymbol(symbol), name, checker);
    const pairs = possible.length > 0 && name in given ? [same(given[name])] : possible;
    // What has no place here is passed to the vendor's SDK only where it demands it.
    const isLeftOut = pairs.length === 0 || (isOptional && path === undefined);
    return isLeftOut ? [] : [{ name, path, pairs, isOptional }];
  });
  // One object for each alternative of the field that has most, not one for each combination.
  const most = Math.max(1, ...fields.map(({ pairs }) => pairs.length));
  const least = fields.filter((each) => !each.isOptional);
  return [
    ...Array.from({ length: most }, (_, index) => objectOf(fields, index)),
    ...(least.length < fields.length ? [objectOf(least, 0)] : []),
  ];
}

function objectOf(fields: readonly Field[], index: number): Pair {
  const ours = {};
  const theirs = fields.map(({ name, path, pairs }) => {
    const pair = pairs[index % pairs.length];
    if (path && pair?.ours !== undefined) put(ours, path, pair.ours);
    return [name, pair?.theirs];
  });
  return { theirs: Object.fromEntries(theirs), ours };
}

/** Writes a value where a path says. */
export function put(target: object, [name = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    Reflect.set(target, name, value);
    return;
  }
  const within: object = Reflect.get(target, name) ?? {};
  Reflect.set(target, name, within);
  put(within, rest, value);
}

function same(value: unknown): Pair {
  return { theirs: value, ours: value };
}
