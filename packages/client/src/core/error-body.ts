/** One complaint about one field, from whichever of its list shapes the API used. */
export interface FieldError {
  field?: string;
  code?: string;
  message?: string;
}

export interface ErrorFacts {
  code: string | undefined;
  text: string | undefined;
  fieldErrors: FieldError[];
}

/**
 * Folds the error bodies of the API into one shape: `{message}`, `{code, message}`, `{error}`,
 * `{error, error_description}`, `{message: […]}`, a bare string, and `errors` as strings, `{field, code}`,
 * `{code, message}`, `{instancePath, message}` or `{property, constraints}`.
 */
export function readErrorBody(body: unknown): ErrorFacts {
  if (typeof body === "string") return { code: undefined, text: body, fieldErrors: [] };
  const { code, error, error_description, message, errors } = asObject(body);
  const messages = Array.isArray(message) ? message : [];
  const fieldErrors = [...messages, ...(Array.isArray(errors) ? errors : [])].map(readFieldError);
  const text = [message, error_description, error].find((each) => typeof each === "string");
  return {
    code: asString(code) ?? asCode(error),
    text: asString(text) ?? fieldErrors.find((each) => each.message)?.message,
    fieldErrors,
  };
}

function readFieldError(entry: unknown): FieldError {
  if (typeof entry === "string") return { message: entry };
  const { field, property, instancePath, code, message, constraints } = asObject(entry);
  const [rule, sentence] = Object.entries(asObject(constraints))[0] ?? [];
  // A JSON pointer (`/actor/id`) becomes the dotted path that the other shapes use.
  const name = asString(field) ?? asString(property) ?? asString(instancePath)?.slice(1).replaceAll("/", ".");
  const known = { field: name, code: asString(code) ?? rule, message: asString(message) ?? asString(sentence) };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value));
}

// `error` is a code in OAuth bodies (`invalid_grant`) and a phrase in others ("Bad Request").
function asCode(value: unknown): string | undefined {
  return typeof value === "string" && /^[a-z\d_]+$/.test(value) ? value : undefined;
}

function asString(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
