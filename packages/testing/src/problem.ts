/** One entry of a validation failure: which field, what is wrong with it. */
export interface FieldIssue {
  readonly field: string;
  readonly code: string;
  readonly message?: string;
}

/**
 * A refusal in the API's own words: behaviours throw it, the HTTP layer answers with its status and body.
 * Make one with the builders below.
 */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`The mock answers ${status}: ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** Any status with any body, for the shapes that are told apart nowhere else. */
export function problem(status: number, body: unknown, headers?: Readonly<Record<string, string>>): Problem {
  return new Problem(status, body, headers);
}

/** 404 in the API's pattern: `Organization not found: 'org_...'.` */
export function notFound(label: string, id: string): Problem {
  return new Problem(404, { message: `${label} not found: '${id}'.` });
}

/** `{ code, message }`, the shape of most business rules. `extra` adds the fields some codes carry. */
export function refused(status: number, code: string, message: string, extra?: Record<string, unknown>): Problem {
  return new Problem(status, { code, message, ...extra });
}

/** `{ message }` alone. */
export function refusedPlainly(status: number, message: string): Problem {
  return new Problem(status, { message });
}

/** `{ error, error_description }`, the shape of the token endpoints. */
export function oauthError(error: string, description: string, status = 400, extra?: Record<string, unknown>): Problem {
  return new Problem(status, { error, error_description: description, ...extra });
}

/**
 * 422 for input that does not fit. The body is the union of the forms seen from the API (fields, code, message), so
 * that it fits whichever an operation documents.
 */
export function invalid(
  issues: readonly FieldIssue[],
  options: { status?: number; message?: string; headers?: Record<string, string> } = {},
): Problem {
  const body = {
    message: options.message ?? "Validation failed",
    code: "invalid_request_parameters",
    errors: issues.map(({ field, code, message }) => ({ field, code, message: message ?? `${field}: ${code}` })),
  };
  return new Problem(options.status ?? 422, body, options.headers);
}
