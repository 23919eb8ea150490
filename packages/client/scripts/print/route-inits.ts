import { propertyKey, refName } from "@workos-kit/codegen";
import type { Planned } from "./plan.ts";

/** One part of what a path-based call takes beyond the options of every call. */
interface Part {
  readonly name: "Path" | "Query" | "Body" | "Token";
  readonly isRequired: boolean;
  readonly type: string;
}

/**
 * What a route takes, as `CallWithPathAndBody<{ id: string }, RuleUpdate>`. Few interfaces that many routes share cost the
 * editor less than an intersection for each (by path a tenth of the check), and an error names them.
 */
export function initOf(planned: Planned): { type: string; isRequired: boolean } {
  const parts = partsOf(planned);
  const types = parts.flatMap(({ name, type }) => (name === "Token" ? [] : type));
  return {
    type: nameOf(parts) + (types.length === 0 ? "" : `<${types.join(", ")}>`),
    isRequired: parts.some(({ isRequired }) => isRequired),
  };
}

/** The interfaces that the routes name. */
export function printInits(operations: readonly Planned[]): string {
  const kinds = new Map(operations.map(partsOf).map((parts) => [nameOf(parts), parts]));
  kinds.delete("CallOptions");
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, parts]) => printInit(name, parts))
    .join("\n");
}

function printInit(name: string, parts: readonly Part[]): string {
  const params = parts.filter(({ name }) => name === "Path" || name === "Query");
  const types = parts.flatMap(({ name }) => (name === "Token" ? [] : name));
  const optional = (isRequired: boolean) => (isRequired ? "" : "?");
  const members = params.map(({ name, isRequired }) => `${name.toLowerCase()}${optional(isRequired)}: ${name}`);
  const lines: string[] = [];
  if (params.length > 0) {
    lines.push(`params${optional(params.some((part) => part.isRequired))}: { ${members.join("; ")} };`);
  }
  for (const { name, isRequired } of parts) {
    if (name === "Body") lines.push(`body${optional(isRequired)}: Body;`);
    if (name === "Token") lines.push("accessToken: string;");
  }
  const open = `interface ${name}${types.length === 0 ? "" : `<${types.join(", ")}>`} extends CallOptions {`;
  return `${open}\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
}

function nameOf(parts: readonly Part[]): string {
  if (parts.length === 0) return "CallOptions";
  return `CallWith${parts.map(({ name, isRequired }) => (isRequired ? name : `Optional${name}`)).join("And")}`;
}

function partsOf({ operation, fields, traits, queryName }: Planned): Part[] {
  const path = fields.filter((field) => field.in === "path");
  const query = fields.filter((field) => field.in === "query");
  const parts: Part[] = [];
  if (path.length > 0) {
    const members = path.map((field) => `${propertyKey(field.name)}: string`).join("; ");
    parts.push({ name: "Path", isRequired: true, type: `{ ${members} }` });
  }
  if (query.length > 0) {
    parts.push({ name: "Query", isRequired: query.some(({ required }) => required), type: queryName ?? "object" });
  }
  const { body } = operation;
  if (body?.schema.$ref !== undefined) {
    const name = refName(body.schema.$ref);
    const type = traits.fill === undefined ? name : `WithClient<${name}>`;
    parts.push({ name: "Body", isRequired: body.required, type });
  }
  if (traits.auth === "token") parts.push({ name: "Token", isRequired: true, type: "string" });
  return parts;
}
