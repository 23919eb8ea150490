// #region docs
import {
  type Attributes,
  context,
  metrics,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import * as semantic from "@opentelemetry/semantic-conventions";
import type { AttemptView, Hooks } from "@workos-kit/client";
import { errorTypeOf } from "./error-type.ts";

// In development there, so its name is kept here, as OpenTelemetry advises libraries.
const ATTR_URL_TEMPLATE = "url.template";

/** Hooks that make a span and a measurement of each attempt, by the conventions for HTTP clients. */
export function telemetryHooks(): Hooks {
  const tracer = trace.getTracer("workos");
  const duration = metrics.getMeter("workos").createHistogram(semantic.METRIC_HTTP_CLIENT_REQUEST_DURATION, {
    unit: "s",
    description: "Duration of HTTP client requests.",
    advice: { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] },
  });
  const spans = new WeakMap<object, Span>();

  const end = (view: AttemptView & { durationMs: number }, outcome: Attributes) => {
    duration.record(view.durationMs / 1000, { ...attributesOf(view), ...outcome });
    const span = spans.get(view.key);
    span?.setAttributes(outcome);
    if (semantic.ATTR_ERROR_TYPE in outcome) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  };

  return {
    onRequest: (view) => {
      const { method, route, attempt, headers } = view;
      const resent = attempt > 0 ? { [semantic.ATTR_HTTP_REQUEST_RESEND_COUNT]: attempt } : {};
      const attributes = { ...attributesOf(view), [semantic.ATTR_URL_FULL]: addressOf(view), ...resent };
      const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.CLIENT, attributes });
      spans.set(view.key, span);
      // The attempt's own span is the parent of whatever the other side records.
      propagation.inject(trace.setSpan(context.active(), span), headers, {
        set: (carrier, name, value) => carrier.set(name, value),
      });
    },
    onResponse: (view) => {
      const { status, requestId } = view;
      // What support asks for. Of each call another one, so on the span alone.
      if (requestId) spans.get(view.key)?.setAttribute(semantic.ATTR_HTTP_RESPONSE_HEADER("x-request-id"), [requestId]);
      const failed = status >= 400 ? { [semantic.ATTR_ERROR_TYPE]: String(status) } : {};
      end(view, { [semantic.ATTR_HTTP_RESPONSE_STATUS_CODE]: status, ...failed });
    },
    onError: (view) => end(view, { [semantic.ATTR_ERROR_TYPE]: errorTypeOf(view.error) }),
  };
}

/** What may be recorded: a path template instead of a path, so no ids; a few values each, so metrics stay small. */
function attributesOf({ method, route, baseUrl }: AttemptView): Attributes {
  const { hostname, port, protocol } = new URL(baseUrl);
  return {
    [semantic.ATTR_HTTP_REQUEST_METHOD]: method,
    [semantic.ATTR_SERVER_ADDRESS]: hostname,
    [semantic.ATTR_SERVER_PORT]: Number(port || (protocol === "http:" ? 80 : 443)),
    [ATTR_URL_TEMPLATE]: route,
  };
}

/** The conventions require an address, and let what is sensitive be left out of it. */
function addressOf({ baseUrl, route }: AttemptView): string {
  return baseUrl + route.replaceAll(/\{\w+\}/g, "REDACTED");
}
// #endregion
