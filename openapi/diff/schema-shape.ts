/** A schema with its references followed and its parts merged, so that two of them can be compared. */
import { isNode, type Json, type Node, nodeAt, nodes, resolve, texts } from "../bundle/node.ts";

export type Field = { schema: Node; isRequired: boolean };

export type Shape = {
  types: Set<string>;
  fields: Map<string, Field>;
  /** Known words; open when any other text is allowed as well. */
  words: { values: Set<string>; isOpen: boolean } | undefined;
  items: Node | undefined;
  /** Alternatives that differ in more than type, by a name that stays the same when their order changes. */
  variants: Map<string, Node>;
  /** Fields that are not named: `false` when there may be none. */
  others: Node | boolean;
  limits: Map<string, Json>;
  texts: { description: string; examples: string; isDeprecated: boolean; default: string | undefined };
};

const limitKeys = [
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
  "pattern",
  "format",
  "multipleOf",
  "uniqueItems",
  "propertyNames",
  "not",
  "dependentRequired",
];

/** The shape of a schema of a bundle. */
export function shapeOf(bundle: Node, schema: Node): Shape {
  const target = resolve(bundle, schema);
  const shape: Shape = {
    types: new Set(typeof target.type === "string" ? [target.type] : texts(target.type)),
    fields: new Map(),
    words: wordsOf(target),
    items: isNode(target.items) ? target.items : undefined,
    variants: new Map(),
    others: isNode(target.additionalProperties) ? target.additionalProperties : target.additionalProperties !== false,
    limits: new Map(limitKeys.flatMap((key) => (target[key] === undefined ? [] : [[key, target[key]]]))),
    texts: {
      description: String(schema.description ?? target.description ?? ""),
      examples: JSON.stringify(target.examples ?? []),
      isDeprecated: target.deprecated === true,
      default: target.default === undefined ? undefined : JSON.stringify(target.default),
    },
  };
  for (const part of nodes(target.allOf)) addPart(shape, shapeOf(bundle, part));
  const required = texts(target.required);
  for (const [name, field] of Object.entries(nodeAt(target, "properties")))
    if (isNode(field))
      shape.fields.set(name, { schema: field, isRequired: shape.fields.get(name)?.isRequired === true });
  for (const name of required) {
    const field = shape.fields.get(name);
    if (field) shape.fields.set(name, { ...field, isRequired: true });
  }
  addAlternatives(bundle, shape, [...nodes(target.oneOf), ...nodes(target.anyOf)]);
  return shape;
}

function wordsOf(schema: Node): Shape["words"] {
  const values = schema.const !== undefined ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : undefined;
  return values && { values: new Set(values.map((value) => JSON.stringify(value))), isOpen: false };
}

/** Merges a part of an `allOf`; what the part says later wins, as it does for a reader. */
function addPart(shape: Shape, part: Shape): void {
  for (const type of part.types) shape.types.add(type);
  for (const [name, field] of part.fields) {
    const own = shape.fields.get(name);
    shape.fields.set(name, {
      schema: field.schema,
      isRequired: field.isRequired || own?.isRequired === true,
    });
  }
  for (const [name, variant] of part.variants) shape.variants.set(name, variant);
  for (const [key, limit] of part.limits) shape.limits.set(key, limit);
  shape.words ??= part.words;
  shape.items ??= part.items;
  if (part.others === false) shape.others = false;
}

/** Sorts alternatives into null, an open set of words, plain types and real variants. */
function addAlternatives(bundle: Node, shape: Shape, alternatives: Node[]): void {
  const rest: Node[] = [];
  for (const alternative of alternatives) {
    const part = resolve(bundle, alternative);
    if (part.type === "null") shape.types.add("null");
    else rest.push(alternative);
  }
  if (rest.length === 0) return;
  const parts = rest.map((part) => resolve(bundle, part));
  const isOpen = parts.some(isAnyText);
  const [only] = rest;
  if (only && rest.length === 1) addPart(shape, shapeOf(bundle, only));
  else if (rest.every((part) => isScalar(resolve(bundle, part)))) {
    for (const part of rest) addPart(shape, shapeOf(bundle, part));
    const values = parts.flatMap((part) => [...(wordsOf(part)?.values ?? [])]);
    shape.words = values.length > 0 ? { values: new Set(values), isOpen } : undefined;
  } else for (const [index, part] of rest.entries()) shape.variants.set(variantName(bundle, part, index), part);
}

const isAnyText = (part: Node): boolean =>
  part.type === "string" && part.enum === undefined && part.const === undefined;
const isScalar = (part: Node): boolean =>
  part.properties === undefined &&
  part.allOf === undefined &&
  part.anyOf === undefined &&
  part.oneOf === undefined &&
  part.required === undefined &&
  part.type !== "object" &&
  part.type !== "array";

/** Named schema, constant that tells it apart, title, or the fields it asks for; its position when it has nothing else. */
function variantName(bundle: Node, part: Node, index: number): string {
  const target = resolve(bundle, part);
  for (const [name, field] of Object.entries(nodeAt(target, "properties"))) {
    const value = isNode(field) ? resolve(bundle, field).const : undefined;
    if (value !== undefined && name !== "object") return `${name}: ${String(value)}`;
  }
  if (typeof part.$ref === "string") return part.$ref.split("/").slice(-1).join("");
  if (typeof target.title === "string") return target.title;
  const required = texts(target.required);
  return required.length > 0 ? `with ${required.join(" and ")}` : `alternative ${index + 1}`;
}
