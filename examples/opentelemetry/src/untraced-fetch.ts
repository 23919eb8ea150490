// #region docs
import { context } from "@opentelemetry/api";
import { suppressTracing } from "@opentelemetry/core";

/**
 * `fetch`, unseen by the instrumentation of `fetch` that an application may have. That would make a second span of each
 * attempt, and add a second `traceparent`, with which the other side can do nothing.
 */
export const untracedFetch = (url: string, init: RequestInit): Promise<Response> =>
  context.with(suppressTracing(context.active()), () => fetch(url, init));
// #endregion
