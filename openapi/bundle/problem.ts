/** What is wrong with the spec, where, and what to do. */
import { relative, sep } from "node:path";
import { getLineColLocation, type LocationObject } from "@redocly/openapi-core";

export type Problem = { rule: string; message: string; file: string; line: number; column: number };

/** Longest list that is printed; one mistake in a shared file can show in hundreds of places. */
const mostShown = 40;

/** What to do about the rules of Redocly whose own message does not tell. */
const advice: Record<string, string> = {
  yaml: "Mend the YAML of this line, or of the one above: check indentation (spaces, never tabs), brackets and quotes.",
  "operation-operationId-unique": "Another operation has this name: rename one of the two, and keep verb + noun.",
  "no-required-schema-properties-undefined": "Mend the name in `required`, or add the field to `properties`.",
  "path-parameters-defined": "Write the same name in the URL of `openapi.yaml` and in `parameters` of the operation.",
  "no-identical-paths": "Two URLs differ in the names of their parameters only: keep one, with both operations.",
  "no-unresolved-refs": "Mend the path behind `$ref` (it starts at this file), or add what it should lead to.",
  "no-invalid-schema-examples": "Mend the `examples` of this field, or its schema.",
  "no-invalid-media-type-examples": "Mend the example of this body, or its schema.",
  struct: "Look the key up in the OpenAPI specification: it is misspelt, misplaced, or not allowed here.",
};

/** The message with what to do behind it, and without the path of the machine. */
export function withAdvice(rule: string, message: string, spec: string): string {
  const tail = advice[rule];
  const text = message.replaceAll(`${spec}${sep}`, "");
  return tail === undefined ? text : `${text.replace(/[.\s]*$/, "")}. ${tail}`;
}

const unread = "Failed to parse: ";
const quoted = "Can't resolve $ref: ";

/** One entry for each mistake: YAML that cannot be read is reported by every reference into its file, and again there. */
export function withoutEchoes(problems: readonly Problem[]): Problem[] {
  const isUnread = ({ message }: Problem) => message.startsWith(unread);
  const causes = problems.filter(isUnread).map(({ message }) => message.slice(unread.length));
  const isEcho = ({ message }: Problem) =>
    message.startsWith(quoted) && causes.some((cause) => message.slice(quoted.length).startsWith(cause));
  const found = new Map<string, Problem>();
  for (const problem of problems) {
    if (isEcho(problem)) continue;
    const rule = isUnread(problem) ? "yaml" : problem.rule;
    const key = [rule, problem.file, problem.line, problem.column, problem.message].join();
    if (!found.has(key)) found.set(key, { ...problem, rule });
  }
  return [...found.values()];
}

/** A place as Redocly knows it, as file, line and column. */
export function locate(location: LocationObject): { file: string; line: number; column: number } {
  const { source, start } = getLineColLocation(location);
  return { file: source.absoluteRef, line: start.line, column: start.col };
}

/** The problems as text, one paragraph each, with paths as people type them in `from`. */
export function describeProblems(problems: readonly Problem[], from: string): string {
  const shown = problems.slice(0, mostShown).map(({ rule, message, file, line, column }) => {
    const path = relative(from, file).split(sep).join("/");
    return `${path}:${line}:${column}  ${rule}\n  ${message.replaceAll("\n", "\n  ")}`;
  });
  const rest = problems.length - shown.length;
  return [...shown, ...(rest > 0 ? [`… and ${rest} more.`] : [])].join("\n\n");
}
