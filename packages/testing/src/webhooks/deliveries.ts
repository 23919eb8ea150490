import { signedHeaders } from "@workos-kit/webhooks/testing";
import { type WebhookEndpointRow, webhookEndpoints } from "../behaviours/webhook-endpoints/table.ts";
import { events, type LoggedEvent } from "../world/event-log.ts";
import { Random } from "../world/random.ts";
import { timers } from "../world/timers.ts";
import type { World } from "../world/world.ts";
import { scheduleOf } from "./check-options.ts";
import {
  type Delivery,
  type DeliveryAttempt,
  deliveries,
  type RetrySchedule,
  type retrySchedules,
} from "./delivery.ts";
import { handOver } from "./hand-over.ts";

/** How events are handed over. */
export interface DeliveryOptions {
  /** @default the six retries over three days that production makes */
  readonly schedule?: keyof typeof retrySchedules | RetrySchedule | undefined;
  /** Sends a delivery; in process it may be a handler of the application, so that no port is needed. @default fetch */
  readonly send?: ((request: Request) => Promise<Response>) | undefined;
  /** @default 30_000 */
  readonly timeoutMs?: number | undefined;
  /** Share of deliveries that arrive twice: the API promises no less than once, and no more. @default 0 */
  readonly duplicates?: number | undefined;
  /** Sends what happened together in any order: the API promises none. @default false */
  readonly isShuffled?: boolean | undefined;
}

const keptDeliveries = 10_000;
const concurrentDeliveries = 20;

/** Hands events to the webhook endpoints of a world, signed anew for each attempt, and keeps the log. */
export class Deliveries {
  readonly #world: World;
  readonly #options: DeliveryOptions;
  readonly #schedule: RetrySchedule;
  readonly #running = new Set<Promise<void>>();
  /** Deliveries that wait for the present change to be over. */
  #waiting: string[] = [];
  /** Chance of its own: disorder must not change the ids of the world. */
  readonly #random: Random;
  /** Counts how often the log was cleared: with a seed, ids come again, and belong to other deliveries then. */
  #generation = 0;
  #isHeld = false;

  constructor(world: World, options: DeliveryOptions) {
    this.#world = world;
    this.#options = options;
    this.#random = new Random(`${world.name}/deliveries`);
    this.#schedule = scheduleOf(options);
    world.onEvent((event) => this.#queue(event));
    world.onTimer("webhook.retry", (_, { delivery }) => {
      const id = String(delivery);
      // It may have been sent by hand in the meantime.
      return world.find(deliveries, id)?.state === "pending" ? this.#attempt(id) : undefined;
    });
  }

  /** Every delivery, oldest first. */
  get deliveries(): readonly Delivery[] {
    return this.#world.rows(deliveries);
  }

  /** Deliveries to one endpoint. */
  to(endpoint: string): readonly Delivery[] {
    return this.#world.rows(deliveries, { where: { endpoint_id: endpoint } });
  }

  /** Resolves when nothing is on its way. Retries that wait for the clock do not count. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled([...this.#running]);
  }

  /**
   * Sends a delivery once more, whatever became of it. Its retries are left as they are, unless it arrives.
   *
   * @throws TypeError when its endpoint is gone or disabled.
   */
  async resend(delivery: string): Promise<Delivery> {
    const { endpoint_id } = this.#world.get(deliveries, delivery);
    if (this.#world.find(webhookEndpoints, endpoint_id)?.status !== "enabled")
      throw new TypeError(`The endpoint of ${delivery} is gone or disabled: nothing can be sent to it.`);
    await this.#attempt(delivery, { isByHand: true });
    return this.#world.get(deliveries, delivery);
  }

  /** Sends nothing until {@link resume} is called: the state may yet be replaced by one that was kept. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Sends what was held back, and what was on its way when the mock was ended: nothing else would. */
  resume(): void {
    this.#isHeld = false;
    const waiting = new Set(this.#world.rows(timers).map(({ payload }) => payload.delivery));
    for (const { id, state } of this.deliveries) if (state === "pending" && !waiting.has(id)) this.#enqueue(id);
  }

  /** Forgets the log; what is on its way arrives unrecorded. */
  clear(): void {
    this.#generation++;
    this.#waiting = [];
    for (const { id } of this.deliveries) this.#world.table(deliveries).remove(id);
  }

  #queue(event: LoggedEvent): void {
    const table = this.#world.table(webhookEndpoints);
    if (table.size === 0) return;
    for (const endpoint of this.#world.rows(webhookEndpoints, { where: { event: event.event } })) {
      if (endpoint.status !== "enabled") continue;
      const { id } = this.#world.insert(deliveries, {
        endpoint_id: endpoint.id,
        endpoint_url: endpoint.endpoint_url,
        event_id: event.id,
        event: event.event,
        state: "pending",
        attempts: [],
        next_attempt_at: null,
      });
      this.#enqueue(id);
    }
    this.#prune();
  }

  /** Sends a delivery after the change is over: the endpoint may call the mock, and must then see all of it. */
  #enqueue(id: string): void {
    if (this.#isHeld) return;
    const isFirst = this.#waiting.length === 0;
    this.#waiting.push(id);
    if (this.#random.fraction() < (this.#options.duplicates ?? 0)) this.#waiting.push(id);
    if (!isFirst) return;
    const flush = async () => {
      const generation = this.#generation;
      const due = this.#waiting;
      this.#waiting = [];
      if (this.#options.isShuffled) due.sort(() => this.#random.fraction() - 0.5);
      // In order, and a few at a time: a large seed must not open a connection per event.
      const worker = async () => {
        for (let next = due.shift(); next !== undefined; next = due.shift())
          if (generation === this.#generation) await this.#attempt(next);
      };
      await Promise.all(Array.from({ length: concurrentDeliveries }, worker));
    };
    void this.#track(Promise.resolve().then(flush));
  }

  #track(running: Promise<void>): Promise<void> {
    const tracked = running.finally(() => this.#running.delete(tracked));
    this.#running.add(tracked);
    return tracked;
  }

  async #attempt(id: string, { isByHand = false } = {}): Promise<void> {
    const delivery = this.#world.find(deliveries, id);
    const event = this.#world.find(events, delivery?.event_id);
    const endpoint = this.#world.find(webhookEndpoints, delivery?.endpoint_id);
    if (!delivery || !event) return;
    if (endpoint?.status !== "enabled") {
      // Nobody is there to be tried again.
      const ended = { state: "failed", next_attempt_at: null } as const;
      if (delivery.state === "pending") this.#world.update(deliveries, id, ended);
      return;
    }
    const generation = this.#generation;
    const attempt = await this.#send(endpoint, event);
    if (generation !== this.#generation) return;
    const current = this.#world.find(deliveries, id);
    if (!current) return;
    const attempts = [...current.attempts, attempt];
    const isDelivered = attempt.status !== undefined && attempt.status >= 200 && attempt.status < 300;
    if (isByHand && !isDelivered) {
      this.#world.update(deliveries, id, { attempts });
      return;
    }
    const canRetry = !isDelivered && current.state === "pending" && attempts.length <= this.#schedule.retries;
    const waitMs = this.#schedule.firstDelayMs * this.#schedule.factor ** (attempts.length - 1);
    this.#world.update(deliveries, id, {
      attempts,
      state: isDelivered ? "delivered" : canRetry ? "pending" : "failed",
      next_attempt_at: canRetry ? this.#world.clock.iso(waitMs) : null,
    });
    if (canRetry) this.#world.schedule("webhook.retry", waitMs, { delivery: id });
  }

  async #send(endpoint: WebhookEndpointRow, event: LoggedEvent): Promise<DeliveryAttempt> {
    const body = JSON.stringify(event);
    // The signature is judged by a real verifier: its time is the verifier's, and new for each attempt.
    const { secret } = endpoint;
    const at = this.#world.clock.iso();
    const timestamp = this.#world.clock.verifierNow();
    // A state that was imported may hold a secret that nothing can be signed with.
    const headers = await signedHeaders(body, { secret, timestamp }).catch((error: unknown) => String(error));
    if (typeof headers === "string") return { at, signature: "", error: headers };
    const log = { at, signature: headers["workos-signature"] };
    const { send = fetch, timeoutMs = 30_000 } = this.#options;
    const outcome = await handOver({ url: endpoint.endpoint_url, headers: { ...headers }, body, timeoutMs, send });
    return { ...log, ...outcome };
  }

  #prune(): void {
    const table = this.#world.table(deliveries);
    for (const { id } of table.walk()) {
      if (table.size <= keptDeliveries) return;
      table.remove(id);
    }
  }
}
