/** Compares the parameters of an operation: path, query, header. */
import { type Node, nodeAt } from "../bundle/node.ts";
import type { Report } from "./change.ts";
import { compareSchemas, type Pair } from "./compare-schema.ts";

const placeOf = ({ in: where, name }: Node): string => `${String(where)}.${String(name)}`;

/** Reports what differs; a parameter is known by where it stands and by its name. */
export function compareParameters(before: Node[], after: Node[], bundles: Pair, report: Report): void {
  const [was, is] = [byPlace(before), byPlace(after)];
  const come = new Map([...is].filter(([place]) => !was.has(place)));
  for (const [place, parameter] of was) {
    if (is.has(place)) continue;
    const twin = [...come].find(([, other]) => isSameButName(parameter, other))?.[0];
    if (twin !== undefined) come.delete(twin);
    const renamed = twin !== undefined;
    report({
      class: "breaking",
      kind: renamed ? "parameter-renamed" : "parameter-removed",
      at: place,
      message: renamed ? `is now \`${twin}\`` : "was removed",
    });
  }
  for (const [place, { required }] of come) {
    const must = required === true;
    report({
      class: must ? "breaking" : "additive",
      kind: must ? "required-parameter-added" : "parameter-added",
      at: place,
      message: must ? "is new and required" : "is new",
    });
  }
  for (const [place, parameter] of was) {
    const other = is.get(place);
    if (other) compareParameter({ before: parameter, after: other }, place, bundles, report);
  }
}

function compareParameter({ before, after }: Pair, at: string, bundles: Pair, report: Report): void {
  if (before.required !== true && after.required === true)
    report({ class: "breaking", kind: "parameter-now-required", at, message: "is now required" });
  if (before.required === true && after.required !== true)
    report({ class: "additive", kind: "parameter-now-optional", at, message: "may now be left out" });
  if (before.style !== after.style || before.explode !== after.explode)
    report({ class: "breaking", kind: "parameter-style-changed", at, message: "is written in another style" });
  if (before.description !== after.description)
    report({ class: "documentation", kind: "description-changed", at, message: "is described in other words" });
  if ((before.deprecated === true) !== (after.deprecated === true))
    report({
      class: "documentation",
      kind: "deprecation-changed",
      at,
      message: after.deprecated === true ? "is deprecated" : "is no longer deprecated",
    });
  compareSchemas({ before: nodeAt(before, "schema"), after: nodeAt(after, "schema") }, at, {
    side: "request",
    report,
    open: new Set(),
    bundles,
  });
}

const byPlace = (parameters: Node[]): Map<string, Node> =>
  new Map(parameters.map((parameter) => [placeOf(parameter), parameter]));

function isSameButName({ name: _, ...before }: Node, { name: __, ...after }: Node): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
