import type { Bundle, Schema } from "./bundle.ts";
import { resolve } from "./bundle.ts";
import type { Operation } from "./operation.ts";

export interface Doc {
  text: string;
  /** Whole tag lines, such as `@deprecated`. */
  tags?: string[];
}

/** A docstring with its line end, wrapped at 110 columns; nothing at all when there is nothing to say. */
export function docComment(doc: Doc, indent = ""): string {
  const text = doc.text.trim();
  const lines = [...(text === "" ? [] : wrap(text)), ...(doc.tags ?? []).flatMap(wrap)].map((line) =>
    line.replaceAll("*/", "*\\/"),
  );
  if (lines.length === 0) return "";
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} *${line === "" ? "" : ` ${line}`}\n`).join("")}${indent} */\n`;
}

/** The manual of an operation: what it does, the errors by code, where to read on. */
export function operationDoc(bundle: Bundle, operation: Operation): Doc {
  const text = [sentence(operation.summary), operation.description.trim()].filter((part) => part !== "").join("\n\n");
  const tags: string[] = [];
  const errors = errorCodesOf(bundle, operation);
  if (errors.length > 0) tags.push(`@throws ApiError with code ${errors.map((code) => `\`${code}\``).join(", ")}.`);
  if (operation.docsUrl !== undefined) tags.push(`@see ${operation.docsUrl}`);
  if (operation.deprecated) tags.push("@deprecated");
  return { text, tags: tags.length > 0 && text !== "" ? ["", ...tags] : tags };
}

/** The machine-readable codes (`code` or `error`) an operation is known to answer with, alphabetised. */
export function errorCodesOf(bundle: Bundle, operation: Operation): string[] {
  const codes = new Set<string>();
  for (const answer of operation.answers) {
    if (answer.status < 400 || answer.schema === undefined) continue;
    for (const code of codesIn(bundle, answer.schema)) codes.add(code);
  }
  return [...codes].sort();
}

/** Every code that a schema, or any variant of it, allows for `code` or `error`; phrases ("Unauthorized") are none. */
export function codesIn(bundle: Bundle, schema: Schema): string[] {
  const resolved = resolve(bundle, schema);
  const own = [resolved.properties?.code, resolved.properties?.error].flatMap((field) =>
    field === undefined ? [] : constantsIn(bundle, field).filter((value) => /^[a-z]\w*$/.test(value)),
  );
  const nested = [...(resolved.anyOf ?? []), ...(resolved.oneOf ?? []), ...(resolved.allOf ?? [])];
  return [...own, ...nested.flatMap((each) => codesIn(bundle, each))];
}

function constantsIn(bundle: Bundle, schema: Schema): string[] {
  const field = resolve(bundle, schema);
  const values = [field.const, ...(field.enum ?? [])].filter((value) => typeof value === "string");
  return [...values, ...[...(field.anyOf ?? []), ...(field.oneOf ?? [])].flatMap((each) => constantsIn(bundle, each))];
}

function sentence(summary: string): string {
  const text = summary.trim();
  return text === "" || /[.!?]$/.test(text) ? text : `${text}.`;
}

// Prose is re-flowed; lists, tables and code keep their lines.
function wrap(text: string): string[] {
  return text.split("\n").flatMap((line) => {
    if (line.length <= 110 || /^\s*([-*|]|\d+\.|```| {4})/.test(line)) return [line.trimEnd()];
    const lines: string[] = [];
    let current = "";
    for (const word of line.split(/\s+/)) {
      if (current !== "" && current.length + word.length >= 110) {
        lines.push(current);
        current = word;
      } else current = current === "" ? word : `${current} ${word}`;
    }
    return [...lines, current];
  });
}
