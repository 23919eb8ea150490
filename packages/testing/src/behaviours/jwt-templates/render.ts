/** What a template may read. */
export interface TemplateContext {
  readonly user?: unknown;
  readonly organization?: unknown;
  readonly organization_membership?: unknown;
}

/** Claims that every access token has; a template must not set them (facts: behaviours 14). */
export const reservedClaims: readonly string[] = ["iss", "sub", "exp", "iat", "nbf", "jti"];

/**
 * Renders a template to claims. `{{ path || "other" }}` becomes a JSON value, or text inside a string; keys that come
 * to null are left out.
 * @throws when the outcome is not a JSON object, or an expression makes no sense.
 */
export function renderTemplate(content: string, context: TemplateContext): Record<string, unknown> {
  let rendered = "";
  let isInString = false;
  for (let index = 0; index < content.length; index++) {
    const character = content[index] ?? "";
    if (character === "{" && content[index + 1] === "{") {
      const end = content.indexOf("}}", index);
      if (end < 0) throw new SyntaxError("An expression is not closed with }}.");
      const value = evaluate(content.slice(index + 2, end), context);
      rendered += isInString ? asText(value) : JSON.stringify(value ?? null);
      index = end + 1;
      continue;
    }
    if (character === "\\" && isInString) {
      rendered += character + (content[++index] ?? "");
      continue;
    }
    if (character === '"') isInString = !isInString;
    rendered += character;
  }
  const claims: unknown = JSON.parse(rendered);
  if (!isRecord(claims)) throw new SyntaxError("The template does not render to a JSON object.");
  return withoutNulls(claims);
}

/** The first alternative that has a value. */
function evaluate(expression: string, context: TemplateContext): unknown {
  for (const part of expression.split("||")) {
    const value = operand(part.trim(), context);
    if (value !== undefined && value !== null) return value;
  }
  return null;
}

function operand(text: string, context: TemplateContext): unknown {
  const quoted = /^(?:"([^"]*)"|'([^']*)')$/.exec(text);
  if (quoted) return quoted[1] ?? quoted[2];
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (text === "true" || text === "false") return text === "true";
  if (text === "null" || text === "nil") return null;
  if (!/^[A-Za-z_][\w-]*(?:\.[\w-]+|\[(?:"[^"]*"|'[^']*'|\d+)\])*$/.test(text))
    throw new SyntaxError(`The expression "${text}" is not one of a template.`);
  const keys = text.match(/[\w-]+|"[^"]*"|'[^']*'/g) ?? [];
  let value: unknown = context;
  for (const key of keys) {
    const name = key.replace(/^["']|["']$/g, "");
    value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return JSON.stringify(text).slice(1, -1);
}

function withoutNulls(claims: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(claims).filter(([, value]) => value !== null);
  return Object.fromEntries(kept.map(([key, value]) => [key, isRecord(value) ? withoutNulls(value) : value]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
