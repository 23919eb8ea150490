import type { Schema } from "./bundle.ts";
import { refName } from "./bundle.ts";
import { docComment } from "./doc-comment.ts";
import { propertyKey } from "./names.ts";

export interface PrintOptions {
  /** How a reference to a named schema is written. @default the schema's own name */
  nameOf?: (schemaName: string) => string;
  /** Accept a `Date` wherever a `date-time` string stands: for requests, which are serialised by us. @default false */
  acceptDates?: boolean;
  /** Print the docstrings of fields. @default true */
  comments?: boolean;
}

/** A JSON schema as a TypeScript type expression; named schemas stay references, everything else is printed in place. */
export function printType(schema: Schema, options: PrintOptions = {}, indent = ""): string {
  if (schema.$ref !== undefined) return (options.nameOf ?? identity)(refName(schema.$ref));
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum !== undefined) return union(schema.enum.map(literal));

  const parts: string[] = [];
  const variants = variantsOf(schema);
  if (variants !== undefined)
    parts.push(isOpenEnum(variants) ? printOpenEnum(variants) : printUnion(variants, options, indent));
  for (const each of schema.allOf ?? []) parts.push(printType(each, options, indent));
  const own = printOwn(schema, options, indent);
  if (own !== undefined && (parts.length === 0 || schema.properties !== undefined)) parts.push(own);
  if (parts.length === 0) return "unknown";
  return parts.length === 1 ? String(parts[0]) : parts.map(parenthesise).join(" & ");
}

/** The variants of a schema; those that name required fields only choose among its own fields and add no type. */
export function variantsOf(schema: Schema): Schema[] | undefined {
  const variants = schema.oneOf ?? schema.anyOf;
  return variants?.every((each) => Object.keys(each).every((key) => key === "required")) ? undefined : variants;
}

/** The fields between the braces of an object type, each with its docstring; empty when there are none. */
export function printFields(schema: Schema, options: PrintOptions = {}, indent = ""): string {
  const required = new Set(schema.required ?? []);
  const lines = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const comment = options.comments === false ? "" : docComment(fieldDoc(field), indent);
    return `${comment}${indent}${propertyKey(name)}${required.has(name) ? "" : "?"}: ${printType(field, options, indent)};\n`;
  });
  const rest = schema.additionalProperties;
  if (rest !== undefined && rest !== false && schema.properties !== undefined)
    lines.push(`${indent}[key: string]: unknown;\n`);
  return lines.join("");
}

/** What a field's docstring says; shared with the inputs of operations. */
export function fieldDoc(field: Schema): { text: string; tags: string[] } {
  const tags: string[] = [];
  if (field.default !== undefined && field.default !== null) tags.push(`@default ${JSON.stringify(field.default)}`);
  if (field.deprecated === true) tags.push("@deprecated");
  return { text: field.description ?? "", tags };
}

function printOwn(schema: Schema, options: PrintOptions, indent: string): string | undefined {
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => printOne(type, schema, options, indent)));
  if (schema.type !== undefined) return printOne(schema.type, schema, options, indent);
  if (schema.properties !== undefined || schema.additionalProperties !== undefined)
    return printOne("object", schema, options, indent);
  return undefined;
}

function printOne(type: string, schema: Schema, options: PrintOptions, indent: string): string {
  switch (type) {
    case "string":
      return options.acceptDates === true && schema.format === "date-time" ? "string | Date" : "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
    case "null":
      return type;
    case "array": {
      if (schema.prefixItems !== undefined)
        return `[${schema.prefixItems.map((each) => printType(each, options, indent)).join(", ")}]`;
      return `${parenthesise(schema.items === undefined ? "unknown" : printType(schema.items, options, indent))}[]`;
    }
    case "object":
      return printObject(schema, options, indent);
    default:
      return "unknown";
  }
}

function printObject(schema: Schema, options: PrintOptions, indent: string): string {
  if (schema.properties !== undefined && Object.keys(schema.properties).length > 0) {
    return `{\n${printFields(schema, options, `${indent}  `)}${indent}}`;
  }
  const rest = schema.additionalProperties;
  const value = typeof rest === "object" ? printType(rest, options, indent) : "unknown";
  return rest === false ? "Record<string, never>" : `Record<string, ${value}>`;
}

function printUnion(variants: Schema[], options: PrintOptions, indent: string): string {
  return union(variants.map((each) => printType(each, options, indent)));
}

// The bundle's spelling of a set the API may extend: known values, or any other string.
function isOpenEnum(variants: Schema[]): boolean {
  const known = variants.some((each) => each.enum !== undefined || typeof each.const === "string");
  return known && variants.some(isPlainString);
}

function printOpenEnum(variants: Schema[]): string {
  const known = variants.flatMap((each) => each.enum ?? (each.const === undefined ? [] : [each.const])).map(literal);
  const isNullable = variants.some((each) => each.type === "null");
  return union([...known, "(string & {})", ...(isNullable ? ["null"] : [])]);
}

function isPlainString(schema: Schema): boolean {
  return schema.type === "string" && schema.enum === undefined && schema.const === undefined;
}

function union(members: string[]): string {
  return [...new Set(members)].join(" | ");
}

function parenthesise(type: string): string {
  // Objects go from the inside out: two of them with a bar between must not pass for one.
  let outside = type;
  for (let before = ""; before !== outside; ) {
    before = outside;
    outside = outside.replace(/\{[^{}]*\}/g, "");
  }
  return /[|&]/.test(outside) ? `(${type})` : type;
}

function literal(value: unknown): string {
  return JSON.stringify(value);
}

function identity(name: string): string {
  return name;
}
