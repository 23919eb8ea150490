import { type Problem, problem } from "../problem.ts";

/**
 * Turns the text of a body into a value: JSON or a form, by the content type. Nothing becomes undefined, as does a
 * body of white space: clients send a JSON content type without a body.
 */
export function readBody(text: string, contentType: string | undefined): unknown {
  if (text.trim() === "") return undefined;
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/x-www-form-urlencoded") return readForm(text);
  if (type !== undefined && type !== "application/json" && type !== "text/plain" && !type.endsWith("+json"))
    throw unreadable(415, `Unsupported content type "${type.replace(/[^\w/+.-]/g, "")}": send application/json.`);
  return readJson(text);
}

function readJson(text: string): unknown {
  let value: unknown;
  try {
    // A key called __proto__ could change the prototype of an object further on; nobody sends it in good faith.
    value = text.includes("__proto__") ? JSON.parse(text, withoutPrototype) : JSON.parse(text);
  } catch {
    throw unreadable(400, "The request body is not valid JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw unreadable(400, "The request body must be a JSON object.");
  return value;
}

function withoutPrototype(key: string, value: unknown): unknown {
  return key === "__proto__" ? undefined : value;
}

function readForm(text: string): Record<string, unknown> {
  return Object.fromEntries([...new URLSearchParams(text)].filter(([name]) => name !== "__proto__"));
}

/** No operation documents its answer to such a body; the header says that it is the mock's own. */
function unreadable(status: number, message: string): Problem {
  return problem(status, { message, code: "invalid_body" }, { "x-mock-reason": "unreadable-body" });
}
