import type { Declarations } from "../../declarations.ts";
import { parametersFor, snakeCase } from "../replacements.ts";
import type { Replacement } from "../row.ts";
import type { VendorMethod } from "../vendor-methods.ts";
import { type Arguments, type Given, type Pair, pairsOf, put } from "./input-pairs.ts";

/** The arguments of one call, to both. */
export interface Call {
  readonly theirs: readonly unknown[];
  /** What follows the client. */
  readonly ours: readonly unknown[];
}

interface Parameter {
  readonly name: string;
  readonly pairs: readonly Pair[];
  readonly goesTo: "options" | "input" | "field";
  readonly isOptional: boolean;
}

/** Calls of a vendor's method that together hold all it takes, each with the input that its row makes of it. */
export function callsOf(method: VendorMethod, row: Replacement, declarations: Declarations, given: Given = {}): Call[] {
  const all = parametersOf(method, argumentsOf(row, given), declarations);
  const most = Math.max(1, ...all.map(({ pairs }) => pairs.length));
  const least = all.filter((each) => !each.isOptional);
  const [first] = parametersFor(row, declarations);
  const takesValues = first !== undefined && first.fields === undefined;
  return [
    ...Array.from({ length: most }, (_, index) => callOf(all, index, row, takesValues)),
    ...(least.length < all.length ? [callOf(least, 0, row, takesValues)] : []),
  ];
}

function parametersOf(method: VendorMethod, moved: Arguments, { checker }: Declarations): Parameter[] {
  return method.signature.parameters.map((symbol, index) => {
    const { fields, isOptional = false } = method.parameters[index] ?? {};
    const isOptions = fields?.size === 1 && fields.has("idempotencyKey");
    const kept: Arguments = { place: (name) => [name], given: {} };
    const pairs = pairsOf(checker.getTypeOfSymbol(symbol), symbol.name, checker, isOptions ? kept : moved);
    return { name: symbol.name, pairs, goesTo: isOptions ? "options" : fields ? "input" : "field", isOptional };
  });
}

function callOf(parameters: readonly Parameter[], index: number, row: Replacement, takesValues: boolean): Call {
  const input: object = { ...row.constants };
  const rest: unknown[] = [];
  const theirs = parameters.map(({ name, pairs, goesTo }) => {
    const pair: Pair | undefined = pairs[index % pairs.length];
    const path = argumentsOf(row).place(name);
    if (goesTo === "options") rest.push(pair?.ours);
    else if (goesTo === "input") Object.assign(input, pair?.ours);
    else if (path) put(input, path, pair?.ours);
    return pair?.theirs;
  });
  return { theirs, ours: [...(takesValues ? Object.values(input) : [input]), ...rest] };
}

/** Where a row puts arguments: those that share a new name become fields of one object by that name. */
function argumentsOf({ renames }: Replacement, given: Given = {}): Arguments {
  const place = (name: string): readonly string[] | undefined => {
    const now = name in renames ? renames[name] : snakeCase(name);
    if (typeof now !== "string") return undefined;
    const isShared = Object.values(renames).filter((each) => each === now).length > 1;
    return isShared ? [now, snakeCase(name)] : [now];
  };
  return { place, given };
}
