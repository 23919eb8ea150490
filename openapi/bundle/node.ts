/** JSON as it stands in a bundle, and small readings of it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Node = { [key: string]: Json };

export const isNode = (value: Json | undefined): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The objects of a list; empty for anything else. */
export const nodes = (value: Json | undefined): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/** The object under a key; empty when there is none. */
export const nodeAt = (node: Node, key: string): Node => {
  const value = node[key];
  return isNode(value) ? value : {};
};

/** The texts of a list; empty for anything else. */
export const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

/** A key as part of a JSON pointer in a URL. */
export const pointerPart = (key: string): string => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));

/** Follows a local `$ref`; throws when nothing is there, because a bundle has no dangling reference. */
export function resolve(bundle: Node, node: Node): Node {
  const { $ref } = node;
  if (typeof $ref !== "string") return node;
  let target: Json | undefined = bundle;
  for (const part of $ref.replace(/^#\//, "").split("/")) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    target = isNode(target) ? target[key] : undefined;
  }
  if (!isNode(target)) throw new Error(`The bundle has no ${$ref}.`);
  return resolve(bundle, target);
}
