const chunkSize = 512;

interface Chunk {
  owner: object;
  items: number[];
}

/**
 * An ordered set of sequence numbers, cut into chunks so that adding, removing and starting in the middle never touch
 * more than a chunk. A copy shares chunks with its origin until one of them writes.
 */
export class Sequence {
  #chunks: Chunk[];
  #size: number;
  readonly #owner = {};

  constructor(origin?: Sequence) {
    this.#chunks = origin ? origin.#chunks.slice() : [];
    this.#size = origin ? origin.#size : 0;
    // The origin may write as well: after a copy neither owns the chunks they share.
    if (origin) for (const chunk of this.#chunks) chunk.owner = shared;
  }

  get size(): number {
    return this.#size;
  }

  add(value: number): void {
    const at = this.#chunkFor(value);
    if (at < 0) {
      this.#chunks.push({ owner: this.#owner, items: [value] });
      this.#size++;
      return;
    }
    const items = this.#writable(at);
    const position = lowerBound(items, value);
    if (items[position] === value) return;
    if (position === items.length) items.push(value);
    else items.splice(position, 0, value);
    this.#size++;
    if (items.length <= chunkSize * 2) return;
    this.#chunks.splice(at + 1, 0, { owner: this.#owner, items: items.splice(chunkSize) });
  }

  delete(value: number): boolean {
    const at = this.#chunkFor(value);
    const found = at >= 0 && this.#chunks[at]?.items;
    if (!found || found[lowerBound(found, value)] !== value) return false;
    const items = this.#writable(at);
    items.splice(lowerBound(items, value), 1);
    if (items.length === 0) this.#chunks.splice(at, 1);
    this.#size--;
    return true;
  }

  /** Values above `from` in rising order; all of them without it. */
  *ascend(from = Number.NEGATIVE_INFINITY): Generator<number> {
    for (let at = Math.max(this.#chunkFor(from), 0); at < this.#chunks.length; at++) {
      const items = this.#chunks[at]?.items ?? [];
      for (let index = lowerBound(items, from); index < items.length; index++) {
        const value = items[index];
        if (value !== undefined && value > from) yield value;
      }
    }
  }

  /** Values below `from` in falling order; all of them without it. */
  *descend(from = Number.POSITIVE_INFINITY): Generator<number> {
    for (let at = this.#chunkFor(from); at >= 0; at--) {
      const items = this.#chunks[at]?.items ?? [];
      for (let index = lowerBound(items, from) - 1; index >= 0; index--) {
        const value = items[index];
        if (value !== undefined) yield value;
      }
    }
  }

  /** The last chunk that begins at or below the value, or the first one; -1 when there is none. */
  #chunkFor(value: number): number {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#chunks[middle]?.items[0] ?? 0) <= value) low = middle;
      else high = middle - 1;
    }
    return this.#chunks.length === 0 ? -1 : low;
  }

  #writable(at: number): number[] {
    const chunk = this.#chunks[at];
    if (!chunk) return [];
    if (chunk.owner === this.#owner) return chunk.items;
    const own = { owner: this.#owner, items: chunk.items.slice() };
    this.#chunks[at] = own;
    return own.items;
  }
}

const shared = {};

function lowerBound(items: readonly number[], value: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
