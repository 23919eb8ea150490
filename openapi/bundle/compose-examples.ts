/**
 * Completes the examples of a bundle. The source states an example once, at the field it belongs to; here the examples
 * of objects, pages and bodies are put together from those, so that adding a field is one edit in one file.
 */
import { isNode, type Json, type Node, nodes, resolve } from "./node.ts";

/** The example of a schema: its own first one, or one composed of the examples of its parts. */
export function exampleOf(bundle: Node, schema: Node): Json | undefined {
  const own = Array.isArray(schema.examples) ? schema.examples[0] : undefined;
  if (typeof schema.$ref === "string") return exampleOfReference(bundle, schema, own);
  if (own !== undefined) return own;
  if ("const" in schema) return schema.const;
  if ("default" in schema) return schema.default;
  if (Array.isArray(schema.enum)) return schema.enum[0];

  const parts = nodes(schema.allOf);
  const alternatives = [...nodes(schema.oneOf), ...nodes(schema.anyOf)];
  const isObject = isNode(schema.properties) || parts.length > 0;
  if (!isObject && alternatives[0]) return exampleOf(bundle, alternatives[0]);
  if (isObject) return composeObject(bundle, schema, parts, alternatives);
  return exampleOfType(bundle, schema);
}

/** An object beside a `$ref` says only what is different here: `{ state: verified }` of a domain that was verified. */
function exampleOfReference(bundle: Node, schema: Node, own: Json | undefined): Json | undefined {
  const named = exampleOf(bundle, resolve(bundle, schema));
  if (own === undefined) return named;
  return isNode(own) && isNode(named) ? { ...named, ...own } : own;
}

function exampleOfType(bundle: Node, schema: Node): Json | undefined {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "boolean") return true;
  if (type === "object") return {};
  if (type !== "array" || !isNode(schema.items)) return undefined;
  const item = exampleOf(bundle, schema.items);
  return item === undefined ? [] : [item];
}

function composeObject(bundle: Node, schema: Node, parts: Node[], alternatives: Node[]): Node {
  const result: Node = {};
  const required: Json[] = Array.isArray(schema.required) ? schema.required : [];
  for (const part of parts) Object.assign(result, exampleOf(bundle, part));
  for (const [name, property] of Object.entries(isNode(schema.properties) ? schema.properties : {})) {
    if (!isNode(property) || (property.deprecated === true && !required.includes(name))) continue;
    const value = exampleOf(bundle, property);
    if (value !== undefined) result[name] = value;
  }
  // Alternatives that only name required fields choose between fields of this object: show the first choice alone.
  const choices = alternatives.filter((alternative) => Object.keys(alternative).every((key) => key === "required"));
  const [first, ...others] = choices.map((choice) => (Array.isArray(choice.required) ? choice.required : []));
  for (const name of others.flat()) if (typeof name === "string" && !first?.includes(name)) delete result[name];
  if (choices.length === 0 && alternatives[0]) Object.assign(result, exampleOf(bundle, alternatives[0]));
  return result;
}

/** Name of an alternative among the examples of a body: its code, its title, or the name of its schema. */
function nameOf(bundle: Node, schema: Node): string {
  const target = resolve(bundle, schema);
  const properties = isNode(target.properties) ? target.properties : {};
  for (const key of ["code", "error"]) {
    const property = properties[key];
    if (isNode(property) && typeof property.const === "string") return property.const;
  }
  if (typeof target.title === "string") return target.title;
  return typeof schema.$ref === "string" ? schema.$ref.split("/").slice(-1).join("") : "example";
}

function completeMediaType(bundle: Node, mediaType: Node, name: string | undefined): void {
  const schema = mediaType.schema;
  if (!isNode(schema) || mediaType.examples !== undefined) return;
  const target = resolve(bundle, schema);
  const isChoice = !isNode(target.properties) && target.allOf === undefined;
  const alternatives = isChoice ? [...nodes(target.anyOf), ...nodes(target.oneOf)] : [];
  const examples: Node = {};
  for (const alternative of alternatives.length > 0 ? alternatives : [schema]) {
    const value = exampleOf(bundle, alternative);
    if (value !== undefined) examples[name ?? nameOf(bundle, alternative)] ??= { value };
  }
  if (Object.keys(examples).length > 0) mediaType.examples = examples;
}

/** Completes what stands beside a `$ref`, so that every example of the bundle is whole. */
function completeReferences(bundle: Node, node: Json): void {
  for (const child of Array.isArray(node) ? node : isNode(node) ? Object.values(node) : []) {
    if (isNode(child) && typeof child.$ref === "string" && Array.isArray(child.examples))
      child.examples = [exampleOf(bundle, child) ?? null];
    else completeReferences(bundle, child);
  }
}

function visitContent(bundle: Node, node: Json | undefined, name: string | undefined): void {
  if (Array.isArray(node)) for (const item of node) visitContent(bundle, item, name);
  if (!isNode(node)) return;
  if (isNode(node.content)) {
    for (const mediaType of Object.values(node.content))
      if (isNode(mediaType)) completeMediaType(bundle, mediaType, name);
  }
  for (const [key, value] of Object.entries(node))
    if (key !== "content" && key !== "schema") visitContent(bundle, value, name);
}

/** Gives every named object schema and every body of the bundle its examples, in place. */
export function composeExamples(bundle: Node): Node {
  const components = isNode(bundle.components) ? bundle.components : {};
  visitContent(bundle, bundle.paths, undefined);
  visitContent(bundle, components.responses, undefined);
  for (const [event, item] of Object.entries(isNode(bundle.webhooks) ? bundle.webhooks : {})) {
    if (!isNode(item) || !isNode(item.post)) continue;
    visitContent(bundle, item.post.requestBody, event);
    visitContent(bundle, item.post.responses, undefined);
  }
  for (const schema of Object.values(isNode(components.schemas) ? components.schemas : {})) {
    if (!isNode(schema) || schema.examples !== undefined) continue;
    const value = exampleOf(bundle, schema);
    if (isNode(value)) schema.examples = [value];
  }
  completeReferences(bundle, bundle);
  return bundle;
}
