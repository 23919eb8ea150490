import type { Bundle, Schema } from "./bundle.ts";
import { refName } from "./bundle.ts";
import { docComment } from "./doc-comment.ts";
import type { PrintOptions } from "./print-type.ts";
import { printFields, printType, variantsOf } from "./print-type.ts";

/**
 * A named schema as an exported declaration with its docstring: an interface wherever TypeScript allows one (editors
 * print the name of an interface, and the whole expansion of an alias), else an alias.
 */
export function printDeclaration(bundle: Bundle, name: string, schema: Schema, options: PrintOptions = {}): string {
  const tags = schema.deprecated === true ? ["@deprecated"] : [];
  const comment = options.comments === false ? "" : docComment({ text: schema.description ?? "", tags });
  const nameOf = options.nameOf ?? ((each: string) => each);

  const parts = interfaceParts(bundle, schema);
  if (parts === undefined) return `${comment}export type ${nameOf(name)} = ${printType(schema, options)};\n`;
  const bases = parts.bases.map(nameOf).join(", ");
  const heritage = bases === "" ? "" : ` extends ${bases}`;
  const fields = parts.own.map((each) => printFields(each, options, "  ")).join("");
  return `${comment}export interface ${nameOf(name)}${heritage} {${fields === "" ? "" : `\n${fields}`}}\n`;
}

/** True when a schema is printed as an interface, so that another interface may extend it. */
export function isInterface(bundle: Bundle, schema: Schema): boolean {
  return interfaceParts(bundle, schema) !== undefined;
}

interface InterfaceParts {
  bases: string[];
  own: Schema[];
}

function interfaceParts(bundle: Bundle, schema: Schema): InterfaceParts | undefined {
  if (schema.$ref !== undefined || variantsOf(schema) !== undefined) return undefined;
  if (Array.isArray(schema.type) || (schema.type !== undefined && schema.type !== "object")) return undefined;
  const parts: InterfaceParts = { bases: [], own: [] };
  for (const each of schema.allOf ?? []) {
    if (each.$ref !== undefined) {
      const base = bundle.components.schemas[refName(each.$ref)];
      if (base === undefined || !isInterface(bundle, base)) return undefined;
      parts.bases.push(refName(each.$ref));
      continue;
    }
    const nested = interfaceParts(bundle, each);
    if (nested === undefined) return undefined;
    parts.bases.push(...nested.bases);
    parts.own.push(...nested.own);
  }
  if (hasFields(schema)) parts.own.push(schema);
  return parts.bases.length + parts.own.length === 0 ? undefined : parts;
}

// A map has no fields to list: `interface Metadata { [key: string]: string }` reads worse than its alias.
function hasFields(schema: Schema): boolean {
  return Object.keys(schema.properties ?? {}).length > 0;
}
