import type { FieldError } from "./error-body.ts";
import { readErrorBody } from "./error-body.ts";
import { hide, KitError, type Place } from "./errors.ts";
import { retryAfterSeconds } from "./retry-after.ts";

/** The API answered, and the answer is a refusal. Narrow it by code with `isApiError(error, code)`. */
export class ApiError<Body = unknown, Code extends string = string> extends KitError {
  static readonly kind = "ApiError";
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
  /** What is wrong with which field, for answers that say it; empty for the others. */
  declare readonly fieldErrors: FieldError[];
  /** The body as it came. Not enumerable, so that logging an error does not log tokens. */
  declare readonly body: Body;
  /** Not enumerable. */
  declare readonly headers: Headers;

  constructor(place: Place, response: Response, body: Body, now: number) {
    const { status, headers } = response;
    const { code, text, fieldErrors } = readErrorBody(body);
    const said = text?.replace(/\.$/, "").slice(0, 500);
    super("ApiError", place, `failed with ${status}${code ? ` ${code}` : ""}${said ? `: ${said}` : ""}.`, {
      status,
      code,
      fieldErrors,
      retryAfterSeconds: retryAfterSeconds(headers, now),
    });
    hide(this, "body", body);
    hide(this, "headers", headers);
  }
}
