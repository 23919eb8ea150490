import { problem, refusedPlainly } from "../problem.ts";

/**
 * Turns the text of a body into a value: JSON or a form, by the content type. Nothing becomes undefined, as does a
 * body of white space: clients send a JSON content type without a body.
 */
export function readBody(text: string, contentType: string | undefined): unknown {
  if (text.trim() === "") return undefined;
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/x-www-form-urlencoded") return readForm(text);
  if (type !== undefined && type !== "application/json" && type !== "text/plain" && !type.endsWith("+json"))
    throw refusedPlainly(415, `Unsupported content type "${type.replace(/[^\w/+.-]/g, "")}": send application/json.`);
  return readJson(text);
}

function readJson(text: string): unknown {
  let value: unknown;
  try {
    // A key called __proto__ could change the prototype of an object further on; nobody sends it in good faith.
    value = text.includes("__proto__") ? JSON.parse(text, withoutPrototype) : JSON.parse(text);
  } catch {
    throw problem(400, { message: "The request body is not valid JSON.", error: "Bad Request", code: "invalid_json" });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw problem(400, {
      message: "The request body must be a JSON object.",
      error: "Bad Request",
      code: "invalid_json",
    });
  return value;
}

function withoutPrototype(key: string, value: unknown): unknown {
  return key === "__proto__" ? undefined : value;
}

function readForm(text: string): Record<string, unknown> {
  return Object.fromEntries([...new URLSearchParams(text)].filter(([name]) => name !== "__proto__"));
}
