/** Compares two bundles, operation by operation and event by event. */
import { isNode, type Node, nodeAt, nodes } from "../bundle/node.ts";
import type { Change, Finding } from "./change.ts";
import { compareEvents, compareOperations, type Entry } from "./compare-operations.ts";

const methods = new Set(["get", "put", "post", "patch", "delete", "head", "options"]);

/** All differences: operations first, then events, then the names of types, each in the order of the spec. */
export function compareSpecs(before: Node, after: Node): Change[] {
  const changes: Change[] = [];
  for (const kindOf of ["operation", "event"] as const) {
    const [was, is] = [entriesOf(before, kindOf), entriesOf(after, kindOf)];
    const partners = match(was, is);
    const report = (name: string, side: Change["side"]) => (finding: Finding) =>
      changes.push({ ...finding, of: kindOf, name, side });
    for (const [name, entry] of was) {
      const partner = partners.get(name);
      if (partner === undefined) {
        report(name, "whole")({ class: "breaking", kind: `${kindOf}-removed`, at: "", message: "was removed" });
        continue;
      }
      const compare = kindOf === "operation" ? compareOperations : compareEvents;
      compare(entry, partner.entry, { bundles: { before, after }, report: (side) => report(name, side) });
    }
    const matched = new Set([...partners.values()].map(({ name }) => name));
    for (const name of is.keys())
      if (!matched.has(name))
        report(name, "whole")({ class: "additive", kind: `${kindOf}-added`, at: "", message: "is new" });
  }
  return [...changes, ...compareTypeNames(before, after)];
}

function entriesOf(bundle: Node, of: "operation" | "event"): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (const [path, item] of Object.entries(nodeAt(bundle, of === "operation" ? "paths" : "webhooks"))) {
    if (!isNode(item)) continue;
    for (const [method, operation] of Object.entries(item)) {
      if (!methods.has(method) || !isNode(operation)) continue;
      found.set(of === "event" ? path : String(operation.operationId), {
        operation,
        path,
        method,
        pathParameters: nodes(item.parameters),
      });
    }
  }
  return found;
}

/** Finds each entry again: by its name, else by its address, so that a new name is one change and not two. */
function match(was: Map<string, Entry>, is: Map<string, Entry>): Map<string, { name: string; entry: Entry }> {
  const partners = new Map<string, { name: string; entry: Entry }>();
  const address = ({ method, path }: Entry) => `${method} ${path.replace(/\{[^}]*\}/g, "{}")}`;
  const free = new Map(
    [...is].filter(([name]) => !was.has(name)).map(([name, entry]) => [address(entry), { name, entry }]),
  );
  for (const [name, entry] of was) {
    const same = is.get(name);
    const partner = same ? { name, entry: same } : free.get(address(entry));
    if (partner) partners.set(name, partner);
  }
  return partners;
}

/** Names of schemas are names of exported types: code imports them. */
function compareTypeNames(before: Node, after: Node): Change[] {
  const names = (bundle: Node) => Object.keys(nodeAt(nodeAt(bundle, "components"), "schemas"));
  const [was, is] = [new Set(names(before)), new Set(names(after))];
  const change = (name: string, kind: string, severity: Change["class"], message: string): Change => ({
    class: severity,
    kind,
    of: "type",
    name,
    side: "whole",
    at: "",
    message,
  });
  return [
    ...[...was].filter((name) => !is.has(name)).map((name) => change(name, "type-removed", "breaking", "was removed")),
    ...[...is].filter((name) => !was.has(name)).map((name) => change(name, "type-added", "additive", "is new")),
  ];
}
