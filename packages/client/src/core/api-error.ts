import type { FieldError } from "./error-body.ts";
import { readErrorBody } from "./error-body.ts";
import { bracket, hide, isKind, KitError, type Place, requestIdOf } from "./errors.ts";
import { parseRetryAfterMs } from "./retry-after.ts";

/** The API answered, and the answer is a refusal. Narrow it by code with `isApiError(error, code)`. */
export class ApiError<Body = unknown, Code extends string = string> extends KitError {
  declare readonly name: "ApiError";
  declare readonly status: number;
  /** The API's own code, where it gives one: `code`, or the `error` of an OAuth body. */
  declare readonly code: Code | (string & {}) | undefined;
  declare readonly requestId: string | undefined;
  declare readonly method: string;
  /** The path template, such as `/organizations/{id}`. */
  declare readonly route: string;
  /** How long the API asks to wait. */
  declare readonly retryAfterSeconds: number | undefined;
  declare readonly fieldErrors: FieldError[];
  /** The body as it came. Not enumerable, so that logging an error does not log tokens. */
  declare readonly body: Body;
  /** Not enumerable. */
  declare readonly headers: Headers;

  constructor({ method, route }: Place, response: Response, body: Body, now: number) {
    const { status, headers } = response;
    const { code, text, fieldErrors } = readErrorBody(body);
    const requestId = requestIdOf(response);
    // Keys and tokens do not get into messages, even if the API should repeat them.
    const said = text
      ?.replace(/\b(sk_|whsec_|eyJ)[\w.-]+/g, "$1…")
      .replace(/\.$/, "")
      .slice(0, 500);
    super(
      "ApiError",
      `${method} ${route} failed with ${status}${code ? ` ${code}` : ""}${said ? `: ${said}` : ""}.${bracket(requestId)}`,
      { status, code, requestId, method, route, fieldErrors },
    );
    const retryAfterMs = parseRetryAfterMs(headers.get("retry-after"), now);
    if (retryAfterMs !== undefined) Object.assign(this, { retryAfterSeconds: retryAfterMs / 1000 });
    hide(this, { body, headers });
  }

  /** True for every `ApiError`, also of another copy of this package. */
  static isInstance(value: unknown): value is ApiError {
    return isKind(value, "ApiError");
  }

  /** What may be logged: everything but the body and the headers. */
  toJSON(): Record<string, unknown> {
    const { name, message } = this;
    return { name, message, ...Object.fromEntries(Object.entries(this)) };
  }
}
