import { context, metrics, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";

/** What was recorded, instead of a collector: an application registers `@opentelemetry/sdk-node` here. */
export interface Collected {
  readonly spans: readonly ReadableSpan[];
  /** Count and attributes of each series of a histogram. */
  histogram(name: string): Promise<{ count: number; attributes: Record<string, unknown> }[]>;
  stop(): Promise<void>;
}

/** Registers OpenTelemetry for this process, with everything kept in memory. */
export function collect(): Collected {
  const spanExporter = new InMemorySpanExporter();
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const tracers = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spanExporter })] });
  const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter: metricExporter })] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(tracers);
  metrics.setGlobalMeterProvider(meters);
  return {
    get spans() {
      return spanExporter.getFinishedSpans();
    },
    async histogram(name) {
      metricExporter.reset();
      await meters.forceFlush();
      const all = metricExporter
        .getMetrics()
        .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((each) => each.metrics));
      const points = all.filter(({ descriptor }) => descriptor.name === name).flatMap((each) => [...each.dataPoints]);
      return points.map(({ value, attributes }) => ({ count: countOf(value), attributes: { ...attributes } }));
    },
    async stop() {
      await Promise.all([tracers.shutdown(), meters.shutdown()]);
      for (const api of [trace, metrics, context, propagation]) api.disable();
    },
  };
}

function countOf(value: number | { count: number }): number {
  return typeof value === "number" ? value : value.count;
}
