import { type BaseRow, defineTable } from "../world/definition.ts";

/** One attempt to hand over an event. */
export interface DeliveryAttempt {
  readonly at: string;
  /** Status of the answer; undefined when there was none. */
  readonly status?: number;
  /** Beginning of the answer's text. */
  readonly answer?: string;
  readonly error?: string;
  /** The signature header that was sent. */
  readonly signature: string;
}

/** An event on its way to one endpoint. */
export interface Delivery extends BaseRow {
  readonly endpoint_id: string;
  readonly endpoint_url: string;
  readonly event_id: string;
  readonly event: string;
  readonly state: "pending" | "delivered" | "failed";
  readonly attempts: readonly DeliveryAttempt[];
  readonly next_attempt_at: string | null;
}

export const deliveries = defineTable<Delivery>({
  name: "webhook_deliveries",
  label: "Delivery",
  prefix: "delivery",
  indexes: { endpoint_id: (row) => row.endpoint_id, event_id: (row) => row.event_id },
});

/** When failed deliveries are tried again. */
export interface RetrySchedule {
  readonly retries: number;
  readonly firstDelayMs: number;
  readonly factor: number;
}

/**
 * The documented schedules. Production: up to six retries whose waits double and span three days. The vendor's texts
 * differ (another names twelve tries): both are here. Staging is "a few minutes".
 */
export const retrySchedules = {
  production: { retries: 6, firstDelayMs: 4_114_286, factor: 2 },
  twelve: { retries: 12, firstDelayMs: 63_297, factor: 2 },
  staging: { retries: 6, firstDelayMs: 5_000, factor: 2 },
  none: { retries: 0, firstDelayMs: 0, factor: 1 },
} as const satisfies Record<string, RetrySchedule>;
