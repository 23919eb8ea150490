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
  const fieldErrors: FieldError[] = [message, errors].filter(Array.isArray).flat().flatMap(readFieldErrors);
  // `error` is a code in OAuth bodies (`invalid_grant`) and a phrase in others ("Bad Request").
  return {
    code: firstText(code, /^[a-z]\w*$/.test(error) && error),
    text: firstText(message, error_description, error, fieldErrors.find((each) => each.message)?.message),
    fieldErrors,
  };
}

function readFieldErrors(entry: unknown): FieldError[] {
  const { field, property, instancePath, code, message = entry, constraints } = Object(entry);
  // A JSON pointer (`/actor/id`) becomes the dotted path that the other shapes use.
  const pointer = firstText(instancePath)?.slice(1).replaceAll("/", ".");
  const complaints = constraints ? Object.entries(constraints) : [[code, message]];
  return complaints.map(([rule, sentence]) => {
    const known = { field: firstText(field, property, pointer), code: firstText(rule), message: firstText(sentence) };
    // Without what is undefined.
    return JSON.parse(JSON.stringify(known));
  });
}

/** The first that says something. Keys and tokens stay out of it, even if the API should repeat them. */
function firstText(...values: unknown[]): string | undefined {
  const said = values.find((value) => typeof value === "string" && value);
  return (said as string | undefined)?.replace(/\b(sk_|whsec_|eyJ)[\w.-]+/g, "$1…");
}
