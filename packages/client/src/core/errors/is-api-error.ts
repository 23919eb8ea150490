import type { ErrorBodies } from "../../generated/error-bodies.ts";
import { ApiError } from "./api-error.ts";

/**
 * Tells whether an error is an answer of the API; with a code, whether it is that answer, which also types its body.
 *
 * @example
 * if (isApiError(error, "mfa_challenge")) error.body.pending_authentication_token;
 */
export function isApiError(error: unknown): error is ApiError;
export function isApiError<Code extends keyof ErrorBodies>(
  error: unknown,
  code: Code,
): error is ApiError<ErrorBodies[Code], Code>;
export function isApiError(error: unknown, code?: string): error is ApiError {
  return ApiError.isInstance(error) && (code === undefined || error.code === code);
}
