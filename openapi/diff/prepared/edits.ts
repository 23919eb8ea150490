/** Small edits of the prepared bundle, by path, and the check that each is seen as what it is. */
import { expect } from "vitest";
import type { Json, Node } from "../../bundle/node.ts";
import type { Change } from "../change.ts";
import { compareSpecs } from "../compare-specs.ts";
import { contactsBundle } from "./contacts-bundle.ts";

export type Edit = (spec: Node) => void;

/** What is done, the edit, and what has to be seen: where, which kind, which class. */
export type Row = [what: string, edit: Edit, name: string, at: string, kind: string, severity: Change["class"]];

/** Places that are edited often. */
const shortcuts: Record<string, string> = {
  list: "paths /contacts get",
  create: "paths /contacts post",
  get: "paths /contacts/{id} get",
  Contact: "components schemas Contact",
  ContactCreate: "components schemas ContactCreate",
  event: "webhooks contact.created post",
};

function parentOf(spec: Node, path: string): { parent: Node; key: string } {
  const [first = "", ...rest] = path.split(" ");
  const keys = `${shortcuts[first] ?? first} ${rest.join(" ")}`.trim().split(" ");
  const key = keys.pop() ?? "";
  let parent: Json | undefined = spec;
  for (const step of keys) parent = typeof parent === "object" && parent !== null ? (parent as Node)[step] : undefined;
  if (typeof parent !== "object" || parent === null) throw new Error(`Nothing is at ${path}.`);
  return { parent: parent as Node, key };
}

/** Writes a value at a path, whose steps are parted by spaces. */
export const set =
  (path: string, value: Json): Edit =>
  (spec) => {
    const { parent, key } = parentOf(spec, path);
    parent[key] = value;
  };

/** Removes what is at a path. */
export const unset =
  (path: string): Edit =>
  (spec) => {
    const { parent, key } = parentOf(spec, path);
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else if (key in parent) delete parent[key];
    else throw new Error(`Nothing is at ${path}.`);
  };

/** Adds a value to the list at a path. */
export const push =
  (path: string, value: Json): Edit =>
  (spec) => {
    const { parent, key } = parentOf(spec, path);
    const list = parent[key];
    if (!Array.isArray(list)) throw new Error(`No list is at ${path}.`);
    list.push(value);
  };

/** Moves what is at a path to another. */
export const move =
  (from: string, to: string): Edit =>
  (spec) => {
    const { parent, key } = parentOf(spec, from);
    set(to, parent[key] ?? null)(spec);
    delete parent[key];
  };

/** Several edits in order. */
export const both =
  (...edits: Edit[]): Edit =>
  (spec) => {
    for (const edit of edits) edit(spec);
  };

/** The differences that an edit makes. */
export function changesOf(edit: Edit): Change[] {
  const after = contactsBundle();
  edit(after);
  return compareSpecs(contactsBundle(), after);
}

/** Makes the edit of a row and expects its difference, on the given side. */
export function check(side: Change["side"], [, edit, name, at, kind, severity]: Row): void {
  expect(changesOf(edit)).toContainEqual(expect.objectContaining({ class: severity, kind, name, side, at }));
}
