import type { Dashboard } from "./behaviours/index.ts";
import { makeDashboard } from "./behaviours/index.ts";
import type { EventName } from "./generated/events.ts";
import type { OperationId } from "./generated/operation-types.ts";
import { documentedError } from "./handlers/documented-error.ts";
import { Faults } from "./handlers/faults.ts";
import { RequestJournal } from "./handlers/journal.ts";
import { checkOperation } from "./handlers/known-operation.ts";
import {
  type FixedAnswer,
  type Override,
  type OverrideFunction,
  type OverrideScope,
  Overrides,
} from "./handlers/overrides.ts";
import { RateLimits } from "./handlers/rate-limits.ts";
import { trigger } from "./trigger.ts";
import { Deliveries, type DeliveryOptions } from "./webhooks/deliveries.ts";
import type { Clock } from "./world/clock.ts";
import type { EventData } from "./world/definition.ts";
import type { LoggedEvent } from "./world/event-log.ts";
import { EventView } from "./world/event-view.ts";
import type { Outbox } from "./world/outbox.ts";
import { copyOf } from "./world/plain.ts";
import { Random } from "./world/random.ts";
import type { Snapshot, WorldExport } from "./world/store.ts";
import type { World } from "./world/world.ts";

/** How often and when a documented error is given, and which one. */
export interface FailOptions<Op extends OperationId> extends OverrideScope<Op> {
  /** The `code` or `error` of the body, where a status has several. */
  readonly code?: string;
}

/** How an environment behaves. */
export interface EnvironmentOptions {
  readonly world: World;
  readonly seed?: number | string | undefined;
  readonly journalLimit: number;
  readonly hasRateLimits: boolean;
  readonly deliveries: DeliveryOptions;
}

/** One environment of the mock: its world and all that a test steers it with. Each API key has its own. */
export class Environment {
  readonly world: World;
  /** Requests received, with assertions. */
  readonly requests: RequestJournal;
  readonly faults: Faults;
  /** Webhook deliveries: the log, `settled()`, `resend()`. */
  readonly webhooks: Deliveries;
  /** What people do in the vendor's dashboard, and the API cannot. */
  readonly dashboard: Dashboard;
  readonly overrides = new Overrides();
  /** The documented rate limits, when they are switched on. */
  readonly rateLimits: RateLimits | undefined;
  #start: Snapshot;

  constructor(options: EnvironmentOptions) {
    this.world = options.world;
    this.requests = new RequestJournal(options.journalLimit);
    // Chance of its own: a fault must not change the ids that the world hands out.
    const seed = options.seed === undefined ? undefined : `${options.seed}/faults`;
    this.faults = new Faults(new Random(seed), () => this.world.clock.now());
    this.rateLimits = options.hasRateLimits ? new RateLimits(() => this.world.clock.now()) : undefined;
    this.webhooks = new Deliveries(this.world, options.deliveries);
    if (options.deliveries.send) this.world.transport = options.deliveries.send;
    this.dashboard = makeDashboard(this.world);
    this.#start = this.world.snapshot();
  }

  /** The secret key that selects this environment. */
  get apiKey(): string {
    return this.world.apiKey;
  }

  get clientId(): string {
    return this.world.clientId;
  }

  get clock(): Clock {
    return this.world.clock;
  }

  /** What has happened: the event log. */
  get events(): EventView {
    return new EventView(this.world);
  }

  /** What would have been e-mailed or texted. */
  get outbox(): Outbox {
    return this.world.outbox;
  }

  /** Answers an operation differently: with a fixed answer or a function. The newest override wins. */
  override<Op extends OperationId>(
    operation: Op,
    answer: (FixedAnswer<Op> & OverrideScope<Op>) | OverrideFunction<Op>,
    scope?: OverrideScope<Op>,
  ): Override {
    const given = scope ?? (typeof answer === "object" ? answer : {});
    return this.overrides.add(operation, answer, given);
  }

  /**
   * Lets an operation fail with an error it documents, as the spec's example has it: `mock.fail("createUser", 422)`,
   * or by code where a status has several. Once unless told otherwise.
   *
   * @throws TypeError when it documents no such error, naming those it does.
   */
  fail<Op extends OperationId>(operation: Op, status: number, options: FailOptions<Op> = {}): Override {
    const { code, ...scope } = options;
    checkOperation(operation);
    // Made now: a mistake found at the request would be hidden by a client that tries again.
    const error = documentedError(operation, { status, ...(code !== undefined && { code }) });
    return this.overrides.add(operation, () => error, { times: 1, ...scope });
  }

  /** Appends an event without a mutation and delivers it; any name, so that handlers can meet events yet to come. */
  emit<Name extends EventName>(event: Name, data: EventData<Name>, context?: Record<string, unknown>): LoggedEvent {
    if (typeof event !== "string" || event.length === 0 || typeof data !== "object" || data === null)
      throw new TypeError('An event wants a name and data, such as emit("user.created", { id: "user_1" }).');
    return this.world.emit(event, copyOf(data), copyOf(context));
  }

  /** Lets an event happen with the spec's example as its data, and makes the state agree with it. */
  trigger<Name extends EventName>(event: Name, data: Partial<EventData<Name>> = {}): Promise<LoggedEvent> {
    return trigger(this.world, event, copyOf(data));
  }

  snapshot(): Snapshot {
    return this.world.snapshot();
  }

  /** Back to a snapshot; overrides and faults stay. */
  restore(snapshot: Snapshot): void {
    if (!(snapshot?.tables instanceof Map)) throw new TypeError("restore takes what snapshot() gave.");
    this.world.restore(snapshot);
  }

  /** Back to the beginning: the seeded state, no overrides, no faults, an empty journal. */
  reset(): void {
    this.world.restore(this.#start);
    this.overrides.clear();
    this.faults.clear();
    this.requests.clear();
    this.webhooks.clear();
    this.rateLimits?.clear();
  }

  /** Makes the present state the one that {@link reset} returns to. */
  markAsStart(): void {
    this.#start = this.world.snapshot();
  }

  export(): WorldExport {
    return this.world.export();
  }

  /**
   * Replaces the state by an exported one: all of it or, when that does not fit, nothing.
   *
   * @throws TypeError when it holds what this mock does not know.
   */
  import(world: WorldExport): void {
    const before = this.world.snapshot();
    try {
      this.world.import(world);
    } catch (error) {
      this.restore(before);
      throw new TypeError(`This state cannot be taken. ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
