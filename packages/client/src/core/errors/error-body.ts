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
  const { code, error, error_description, message = body, errors } = Object(body);
  const fieldErrors: FieldError[] = [message, errors].filter(Array.isArray).flat().map(readFieldError);
  // `error` is a code in OAuth bodies (`invalid_grant`) and a phrase in others ("Bad Request").
  return {
    code: [code, /^[a-z]\w*$/.test(error) && error].find(isText),
    text: [message, error_description, error, ...fieldErrors.map((each) => each.message)].find(isText),
    fieldErrors,
  };
}

function readFieldError(entry: unknown): FieldError {
  const { field, property, instancePath, code, message = entry, constraints } = Object(entry);
  const [rule, sentence] = Object.entries(Object(constraints))[0] ?? [];
  // A JSON pointer (`/actor/id`) becomes the dotted path that the other shapes use.
  const pointer = String(instancePath ?? "")
    .slice(1)
    .replaceAll("/", ".");
  const known = { field: field ?? property ?? pointer, code: code ?? rule, message: sentence ?? message };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => isText(value)));
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
