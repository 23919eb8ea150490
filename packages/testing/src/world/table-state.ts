import { Sequence } from "./sequence.ts";

/** What an index maps one key to: a single row's number, or an ordered set of them. */
type Posting = number | Sequence;

/** A deleted row's place is remembered this many deletions long, so that a cursor on it still works. */
const rememberedDepartures = 10_000;

/**
 * The containers of one table. Once shared with a snapshot they are never written again: the table copies them first,
 * and the ordered sets inside are copied only when touched.
 */
export class TableState<Row extends { readonly id: string }> {
  /** Rows by their number: an array, which costs a large table one cache miss where a map costs several. */
  readonly rows: (Row | undefined)[];
  readonly numbers: Map<string, number>;
  readonly order: Sequence;
  readonly #indexes: Map<string, Map<string, Posting>>;
  readonly #unique: Map<string, Map<string, number>>;
  readonly #departed: Map<string, number>;
  readonly #owned = new WeakSet<Sequence>();
  last: number;
  isShared = false;

  constructor(indexes: readonly string[], unique: readonly string[], origin?: TableState<Row>) {
    this.rows = origin ? origin.rows.slice() : [];
    this.numbers = new Map(origin?.numbers);
    this.order = new Sequence(origin?.order);
    this.last = origin?.last ?? 0;
    this.#departed = new Map(origin ? origin.#departed : undefined);
    this.#indexes = new Map(indexes.map((name) => [name, new Map(origin ? origin.#indexes.get(name) : undefined)]));
    this.#unique = new Map(unique.map((name) => [name, new Map(origin ? origin.#unique.get(name) : undefined)]));
  }

  /** The number of a row's place in the order, also of a row deleted a while ago. */
  placeOf(id: string): number | undefined {
    return this.numbers.get(id) ?? this.#departed.get(id);
  }

  depart(id: string, place: number): void {
    this.numbers.delete(id);
    this.#departed.set(id, place);
    if (this.#departed.size <= rememberedDepartures) return;
    for (const oldest of this.#departed.keys()) {
      this.#departed.delete(oldest);
      return;
    }
  }

  uniqueHolder(name: string, key: string): number | undefined {
    return this.#unique.get(name)?.get(key);
  }

  claim(name: string, key: string, place: number): void {
    this.#unique.get(name)?.set(key, place);
  }

  release(name: string, key: string): void {
    this.#unique.get(name)?.delete(key);
  }

  posting(name: string, key: string): Posting | undefined {
    return this.#indexes.get(name)?.get(key);
  }

  addPosting(name: string, key: string, place: number): void {
    const index = this.#indexes.get(name);
    const posting = index?.get(key);
    if (posting === undefined) index?.set(key, place);
    else if (typeof posting === "number") {
      const both = new Sequence();
      both.add(posting);
      both.add(place);
      this.#owned.add(both);
      index?.set(key, both);
    } else this.#ownPosting(name, key, posting).add(place);
  }

  removePosting(name: string, key: string, place: number): void {
    const index = this.#indexes.get(name);
    const posting = index?.get(key);
    if (posting === undefined) return;
    if (typeof posting === "number") {
      if (posting === place) index?.delete(key);
      return;
    }
    const own = this.#ownPosting(name, key, posting);
    own.delete(place);
    if (own.size === 0) index?.delete(key);
  }

  #ownPosting(name: string, key: string, posting: Sequence): Sequence {
    if (this.#owned.has(posting)) return posting;
    const own = new Sequence(posting);
    this.#owned.add(own);
    this.#indexes.get(name)?.set(key, own);
    return own;
  }
}
