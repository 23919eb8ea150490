import type { EventName } from "../generated/events.ts";
import { invalid, notFound, refusedPlainly } from "../problem.ts";
import { removeChildren } from "./cascade.ts";
import { Clock } from "./clock.ts";
import type { BaseRow, CellDefinition, EventData, NewRow, RowPatch, TableDefinition } from "./definition.ts";
import { events, type LoggedEvent } from "./event-log.ts";
import { IdSource } from "./ids.ts";
import { type Message, messages, Outbox } from "./outbox.ts";
import { type PageQuery, pageOf } from "./page.ts";
import { Random } from "./random.ts";
import { isSame, withoutUndefined } from "./row-fields.ts";
import { eventData, refuseClash } from "./row-rules.ts";
import { type Snapshot, Store, type WorldChange, type WorldExport } from "./store.ts";
import type { Table } from "./table.ts";
import { type TimerHandler, timerSource, timers } from "./timers.ts";
import type { AnyTable, List, RowsOptions, WorldOptions, WriteOptions } from "./world-options.ts";

export type { AnyTable, List, WorldOptions } from "./world-options.ts";

/**
 * The state of one environment and the rules that hold for every kind of object: ids, timestamps, uniqueness,
 * cascades, events. It knows nothing of HTTP; what goes wrong is thrown as a Problem.
 */
export class World {
  readonly name: string;
  /** The secret key of this environment. */
  readonly apiKey: string;
  readonly clientId: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly outbox: Outbox;
  /** Sends what the mock asks of applications, such as AuthKit actions; set to what sends the webhooks. */
  transport: (request: Request) => Promise<Response> = (request) => fetch(request);
  readonly #isSeeded: boolean;
  readonly #ids: IdSource;
  readonly #store = new Store();
  readonly #tables: readonly AnyTable[];
  readonly #eventListeners: ((event: LoggedEvent) => void)[] = [];
  readonly #timerHandlers: Map<string, TimerHandler>;

  constructor(options: WorldOptions) {
    this.name = options.name;
    this.apiKey = options.apiKey ?? `sk_test_${options.name}`;
    this.clientId = options.clientId ?? `client_${options.name}`;
    this.clock = options.clock ?? new Clock();
    this.#isSeeded = options.seed !== undefined;
    this.random = new Random(options.seed === undefined ? undefined : `${options.seed}/${options.name}`);
    this.#ids = new IdSource(this.random, () => this.clock.now());
    this.#tables = options.tables ?? [];
    this.outbox = new Outbox(this);
    // Made now, so that a log of changes can be replayed before anything was read.
    for (const table of [...this.#tables, timers, messages, events]) this.#store.table(table as typeof events);
    this.#timerHandlers = new Map(options.timers);
    this.clock.addSource(timerSource(this, this.#timerHandlers));
  }

  /** The row of that id; its absence is the API's 404. */
  get<Row extends BaseRow, Wire>(table: TableDefinition<Row, Wire>, id: string): Row {
    const row = this.table(table).get(id);
    if (!row) throw table.notFound?.(id) ?? notFound(table.label, id);
    return row;
  }

  find<Row extends BaseRow, Wire>(table: TableDefinition<Row, Wire>, id: string | null | undefined): Row | undefined {
    return id === null || id === undefined ? undefined : this.table(table).get(id);
  }

  /** The row that holds a key declared as `unique`. */
  findBy<Row extends BaseRow, Wire>(table: TableDefinition<Row, Wire>, unique: string, key: string): Row | undefined {
    return this.table(table).holder(unique, key);
  }

  /** All rows that fit, oldest first. */
  rows<Row extends BaseRow, Wire>(table: TableDefinition<Row, Wire>, options: RowsOptions<Row> = {}): Row[] {
    const rows = this.table(table).select(options.where);
    return options.filter ? rows.filter(options.filter) : rows;
  }

  /** A page in the API's envelope, presented. Bad cursors and limits are refused. */
  list<Row extends BaseRow, Wire>(
    table: TableDefinition<Row, Wire>,
    query: PageQuery,
    options: RowsOptions<Row> & { defaultOrder?: "asc" | "desc" } = {},
  ): List<Wire> {
    const rows = this.table(table);
    if (query.after !== undefined && query.before !== undefined)
      throw invalid([{ field: "before", code: "after_and_before_are_exclusive" }]);
    for (const field of ["after", "before"] as const) {
      const cursor = query[field];
      if (cursor !== undefined && !rows.knows(cursor)) throw invalid([{ field, code: "invalid_cursor" }]);
    }
    const page = pageOf(rows, query, options);
    return {
      object: "list",
      data: page.rows.map((row) => this.present(table, row)),
      list_metadata: { before: page.before, after: page.after },
    };
  }

  /** The answer's form of a row. */
  present<Row extends BaseRow, Wire>(table: TableDefinition<Row, Wire>, row: Row): Wire {
    // A table without `present` stores the wire form itself: its two type parameters are the same.
    return table.present ? table.present(row, this) : (row as unknown as Wire);
  }

  /** Adds a row, filling in id, object and times, and emits the table's `created` event. */
  insert<Row extends BaseRow, Wire>(
    table: TableDefinition<Row, Wire>,
    fields: NewRow<Row>,
    options?: WriteOptions,
  ): Row {
    const now = this.clock.iso();
    const rows = this.table(table);
    if (fields.id !== undefined && rows.get(fields.id))
      throw refusedPlainly(409, `${table.label} already exists: '${fields.id}'.`);
    // Rows that were imported may hold the very ids that a seed gives again.
    let id = fields.id ?? this.newId(table.prefix);
    while (rows.get(id)) id = this.newId(table.prefix);
    const row = withoutUndefined({
      ...(table.object !== undefined && { object: table.object }),
      ...fields,
      id,
      created_at: fields.created_at ?? now,
      updated_at: table.isImmutable ? undefined : (fields.updated_at ?? now),
    }) as unknown as Row; // NewRow holds every field of Row that is not filled in above.
    refuseClash(this.table(table), table, row);
    rows.put(row);
    this.#emitChange(table, table.events?.created, row, options);
    return row;
  }

  /** Changes fields, stamps `updated_at` and emits the table's `updated` event; without a difference does nothing. */
  update<Row extends BaseRow, Wire>(
    table: TableDefinition<Row, Wire>,
    id: string,
    patch: RowPatch<Row>,
    options?: WriteOptions,
  ): Row {
    const before = this.get(table, id);
    const given = withoutUndefined(patch);
    if (Object.entries(given).every(([key, value]) => isSame(before[key as keyof Row], value))) return before;
    const row: Row = { ...before, ...given, updated_at: patch.updated_at ?? this.clock.iso() };
    refuseClash(this.table(table), table, row);
    this.table(table).put(row);
    this.#emitChange(table, table.events?.updated, row, options, before);
    return row;
  }

  /** Removes a row after everything that belongs to it, children's events first. */
  remove<Row extends BaseRow, Wire>(table: TableDefinition<Row, Wire>, id: string, options?: WriteOptions): Row {
    const row = this.get(table, id);
    // Taken now: once the children are gone, the event would no longer show them.
    const data = table.events?.deleted && !options?.isSilent && eventData(this, table, table.events.deleted, row);
    removeChildren(this, this.#tables, table.name, id, options);
    this.table(table).remove(id);
    if (data && table.events?.deleted) this.emit(table.events.deleted, data as never, options?.context);
    table.removed?.(row, this);
    return row;
  }

  /** Appends an event to the log; webhooks follow from it. Prefer the `events` of a table where one fits. */
  emit<Name extends EventName>(event: Name, data: EventData<Name>, context?: Record<string, unknown>): LoggedEvent {
    const row = this.insert(events, { event, data: data as unknown as LoggedEvent["data"], context });
    for (const listener of this.#eventListeners) listener(row);
    return row;
  }

  /** Puts a message into the outbox. */
  send(message: NewRow<Message>): Message {
    return this.insert(messages, message);
  }

  /** Has the timer handler called `kind` run at a moment or after a delay of the world's clock. */
  schedule(kind: string, inMs: number, payload: Record<string, unknown> = {}): void {
    this.insert(timers, { kind, at: this.clock.now() + inMs, payload });
  }

  onTimer(kind: string, handler: TimerHandler): void {
    this.#timerHandlers.set(kind, handler);
  }

  newId(prefix: string): string {
    return this.#ids.next(prefix);
  }

  /** The rows themselves, for what the methods above do not offer. No events, no cascades. */
  table<Row extends BaseRow, Wire>(table: TableDefinition<Row, Wire>): Table<Row> {
    return this.#store.table(table);
  }

  read<Value>(cell: CellDefinition<Value>): Value {
    return this.#store.read(cell);
  }

  write<Value>(cell: CellDefinition<Value>, value: Value): void {
    this.#store.write(cell, value);
  }

  onEvent(listener: (event: LoggedEvent) => void): void {
    this.#eventListeners.push(listener);
  }

  onChange(listener: (change: WorldChange) => void): void {
    this.#store.onChange = listener;
  }

  snapshot(): Snapshot {
    const { random, clock } = this;
    return { ...this.#store.snapshot(), random: random.state, ids: this.#ids.state, clock: clock.state };
  }

  restore(snapshot: Snapshot): void {
    this.#store.restore(snapshot);
    // Without a seed chance goes on: an application that outlives a reset would know a token that came a second time.
    if (this.#isSeeded) {
      this.random.state = snapshot.random;
      this.#ids.state = snapshot.ids;
    }
    this.clock.state = snapshot.clock;
  }

  export(): WorldExport {
    return this.#store.export();
  }

  import(world: WorldExport): void {
    this.#store.import(world);
  }

  /** Makes a change that was written down earlier. */
  apply(change: WorldChange): void {
    this.#store.apply(change);
  }

  #emitChange<Row extends BaseRow, Wire>(
    table: TableDefinition<Row, Wire>,
    event: EventName | undefined,
    row: Row,
    options: WriteOptions | undefined,
    before?: Row,
  ): void {
    if (event === undefined || options?.isSilent) return;
    // The definition pairs its event with the data it makes; the name alone cannot prove that to the compiler.
    this.emit(event, eventData(this, table, event, row, before) as never, options?.context);
  }
}
