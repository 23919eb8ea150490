import { freezeDeeply } from "./plain.ts";
import type { Sequence } from "./sequence.ts";
import { TableState } from "./table-state.ts";

/** The value or values a row is found under in an index; nothing leaves it out. */
export type IndexKey = string | readonly string[] | null | undefined;

/** How a table finds its rows. */
export interface TableIndexes<Row> {
  /** Keys that several rows may share. */
  readonly indexes?: Readonly<Record<string, (row: Row) => IndexKey>>;
  /** Keys that one row alone may hold; the caller checks {@link Table.holder} before it writes. */
  readonly unique?: Readonly<Record<string, (row: Row) => string | null | undefined>>;
}

/** Which rows to walk: values per index, all of which must fit; a list of values means any of them. */
export type Where = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One change of a table, as persistence writes it down. */
export type RowChange<Row> = { readonly put: Row } | { readonly remove: string };

/**
 * Rows in the order of their creation, with indexes. Rows are frozen and replaced as a whole, so sharing a state with
 * a snapshot costs nothing until the next write.
 */
export class Table<Row extends { readonly id: string }> {
  readonly #indexes: [string, (row: Row) => IndexKey][];
  readonly #unique: [string, (row: Row) => string | null | undefined][];
  #state: TableState<Row>;
  /** Told of each change, after it was made. */
  onChange: ((change: RowChange<Row>) => void) | undefined;

  constructor(definition: TableIndexes<Row> = {}) {
    this.#indexes = Object.entries(definition.indexes ?? {});
    this.#unique = Object.entries(definition.unique ?? {});
    this.#state = this.#emptyState();
  }

  get size(): number {
    return this.#state.numbers.size;
  }

  get(id: string): Row | undefined {
    const place = this.#state.numbers.get(id);
    return place === undefined ? undefined : this.#state.rows[place];
  }

  /** The row that holds a unique key. */
  holder(unique: string, key: string): Row | undefined {
    if (!this.#unique.some(([name]) => name === unique)) throw new TypeError(`No unique key is called "${unique}".`);
    const place = this.#state.uniqueHolder(unique, key);
    return place === undefined ? undefined : this.#state.rows[place];
  }

  /** The first unique key of `row` that another row holds already. */
  clash(row: Row): { unique: string; holder: Row } | undefined {
    for (const [unique, keyOf] of this.#unique) {
      const key = keyOf(row);
      const holder = key === null || key === undefined ? undefined : this.holder(unique, key);
      if (holder && holder.id !== row.id) return { unique, holder };
    }
    return undefined;
  }

  /** Adds a row at the end, or replaces the row of that id in its place. */
  put(row: Row): void {
    const state = this.#writable();
    freezeDeeply(row);
    const known = state.numbers.get(row.id);
    const place = known ?? ++state.last;
    const before = known === undefined ? undefined : state.rows[known];
    if (before) this.#unindex(state, before, place, row);
    else {
      state.order.add(place);
      state.numbers.set(row.id, place);
    }
    state.rows[place] = row;
    this.#index(state, row, place, before);
    this.onChange?.({ put: row });
  }

  remove(id: string): Row | undefined {
    const place = this.#state.numbers.get(id);
    const row = place === undefined ? undefined : this.#state.rows[place];
    if (!row || place === undefined) return undefined;
    const state = this.#writable();
    this.#unindex(state, row, place);
    state.order.delete(place);
    state.rows[place] = undefined;
    state.depart(id, place);
    this.onChange?.({ remove: id });
    return row;
  }

  /**
   * Walks the rows that fit, oldest or newest first, from behind the row `from` (which may be gone by now).
   * The cost is that of the rows taken, not of the table.
   */
  *walk(options: { where?: Where; isAscending?: boolean; from?: string } = {}): Generator<Row> {
    const from = options.from === undefined ? undefined : this.#state.placeOf(options.from);
    const conditions = Object.entries(options.where ?? {}).filter(([, value]) => value !== undefined);
    const [first, ...others] = conditions;
    for (const place of this.#places(first, options.isAscending ?? true, from)) {
      const row = this.#state.rows[place];
      if (row && others.every(([name, value]) => this.#fits(row, name, value))) yield row;
    }
  }

  /** All rows that fit, oldest first. One value of one index, the usual question, is answered without a walk. */
  select(where: Where = {}): Row[] {
    const conditions = Object.entries(where).filter(([, value]) => value !== undefined);
    const [first] = conditions;
    if (conditions.length !== 1 || typeof first?.[1] !== "string") return [...this.walk({ where })];
    const posting = this.#state.posting(first[0], first[1]);
    if (posting === undefined && this.#indexNamed(first[0])) return [];
    if (typeof posting !== "number") return [...this.walk({ where })];
    const row = this.#state.rows[posting];
    return row ? [row] : [];
  }

  /** Whether a cursor names a row of this table, present or lately deleted. */
  knows(id: string): boolean {
    return this.#state.placeOf(id) !== undefined;
  }

  /** Hands out the present state, to be given back to {@link restore} later, any number of times. */
  snapshot(): TableState<Row> {
    this.#state.isShared = true;
    return this.#state;
  }

  restore(state: TableState<Row> | undefined): void {
    this.#state = state ?? this.#emptyState();
    if (state) state.isShared = true;
  }

  #emptyState(origin?: TableState<Row>): TableState<Row> {
    const names = (list: [string, unknown][]) => list.map(([name]) => name);
    return new TableState<Row>(names(this.#indexes), names(this.#unique), origin);
  }

  #writable(): TableState<Row> {
    if (this.#state.isShared) this.#state = this.#emptyState(this.#state);
    return this.#state;
  }

  #index(state: TableState<Row>, row: Row, place: number, before?: Row): void {
    for (const [name, keyOf] of this.#unique) {
      const key = keyOf(row);
      if (key !== null && key !== undefined) state.claim(name, key, place);
    }
    for (const [name, keyOf] of this.#indexes) {
      const known = before ? keyList(keyOf(before)) : [];
      for (const key of keyList(keyOf(row))) if (!known.includes(key)) state.addPosting(name, key, place);
    }
  }

  #unindex(state: TableState<Row>, row: Row, place: number, after?: Row): void {
    for (const [name, keyOf] of this.#unique) {
      const key = keyOf(row);
      if (key !== null && key !== undefined && (!after || keyOf(after) !== key)) state.release(name, key);
    }
    for (const [name, keyOf] of this.#indexes) {
      const kept = after ? keyList(keyOf(after)) : [];
      for (const key of keyList(keyOf(row))) if (!kept.includes(key)) state.removePosting(name, key, place);
    }
  }

  *#places(condition: [string, Where[string]] | undefined, isAscending: boolean, from?: number): Generator<number> {
    if (!condition) yield* isAscending ? this.#state.order.ascend(from) : this.#state.order.descend(from);
    else {
      const [name, value] = condition;
      this.#indexNamed(name);
      const walks = keyList(value).map((key) => postingWalk(this.#state.posting(name, key), isAscending, from));
      yield* merge(walks, isAscending);
    }
  }

  #fits(row: Row, name: string, value: Where[string]): boolean {
    const keys = keyList(this.#indexNamed(name)(row));
    return keyList(value).some((wanted) => keys.includes(wanted));
  }

  #indexNamed(name: string): (row: Row) => IndexKey {
    const index = this.#indexes.find(([known]) => known === name);
    if (!index) throw new TypeError(`No index is called "${name}".`);
    return index[1];
  }
}

function keyList(key: IndexKey): readonly string[] {
  if (key === null || key === undefined) return [];
  return typeof key === "string" ? [key] : key;
}

function* postingWalk(posting: number | Sequence | undefined, isAscending: boolean, from?: number): Generator<number> {
  if (posting === undefined) return;
  if (typeof posting !== "number") yield* isAscending ? posting.ascend(from) : posting.descend(from);
  else if (from === undefined || (isAscending ? posting > from : posting < from)) yield posting;
}

/** Joins ordered walks into one ordered walk; a row found under two keys comes once. */
function* merge(walks: Generator<number>[], isAscending: boolean): Generator<number> {
  if (walks.length === 1) {
    yield* walks[0] ?? [];
    return;
  }
  const heads = walks.map((walk) => walk.next());
  for (;;) {
    let best: number | undefined;
    for (const head of heads) {
      if (head.done) continue;
      if (best === undefined || (isAscending ? head.value < best : head.value > best)) best = head.value;
    }
    if (best === undefined) return;
    yield best;
    heads.forEach((head, index) => {
      const walk = walks[index];
      if (walk && !head.done && head.value === best) heads[index] = walk.next();
    });
  }
}
