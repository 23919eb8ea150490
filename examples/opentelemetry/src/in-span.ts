// #region docs
import { SpanStatusCode, trace } from "@opentelemetry/api";
import { ATTR_ERROR_TYPE } from "@opentelemetry/semantic-conventions";
import { errorTypeOf } from "./error-type.ts";

/** Does a piece of the application's work in a span of its own, below which its calls of WorkOS and their repetitions are. */
export function inSpan<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  return trace.getTracer("app").startActiveSpan(name, async (span) => {
    try {
      return await work();
    } catch (error) {
      // Without `recordException`: the API's sentences may name people, and OpenTelemetry moves exceptions to logs.
      span.setAttribute(ATTR_ERROR_TYPE, errorTypeOf(error)).setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
// #endregion
