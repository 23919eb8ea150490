// #region docs
import { ERROR_TYPE_VALUE_OTHER } from "@opentelemetry/semantic-conventions";
import { ConnectionError, isApiError, ParseError, TimeoutError } from "@workos-kit/client";

/** Names a failure for `error.type`: one of a few words, and nothing that came from a person. */
export function errorTypeOf(error: unknown): string {
  if (isApiError(error)) return error.code ?? String(error.status);
  if (ConnectionError.isInstance(error)) return error.code ?? error.name;
  if (TimeoutError.isInstance(error) || ParseError.isInstance(error)) return error.name;
  // The caller's own reason for an abort may be anything, also something that must not be recorded.
  return ERROR_TYPE_VALUE_OTHER;
}
// #endregion
