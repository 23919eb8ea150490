import { answerOf, dataOf, fail, send, type WithResponse } from "./call.ts";
import type { PublicCore } from "./core.ts";
import { ParseError, requestIdOf } from "./errors/errors.ts";
import type { OperationTraits, Result } from "./exchange.ts";
import type { CallOptions } from "./options.ts";

/** One page of a list, with the way to its neighbours. */
export interface Page<Item> {
  object?: "list";
  data: Item[];
  /** Ids to go on from; null or absent where there is nothing more. Save `after` to resume later. */
  list_metadata: { after?: string | null; before?: string | null };
  /** The page behind this one; undefined at the end. */
  next(): Promise<Page<Item> | undefined>;
  /** The page in front of this one; undefined at the start. */
  previous(): Promise<Page<Item> | undefined>;
}

/**
 * A list. Await it for one page, iterate it for every item. Nothing is sent before one of them, and no page is fetched
 * twice. Given `before`, iteration walks backwards.
 */
export interface ListCall<Item> extends PromiseLike<Page<Item>>, AsyncIterable<Item> {
  /** Page by page, from the first one asked for to the end. */
  pages(): AsyncGenerator<Page<Item>, void, undefined>;
  /** All items in an array, at most `max` of them. @default no limit */
  collect(max?: number): Promise<Item[]>;
  /** The page together with status, headers and request id. */
  withResponse(): Promise<WithResponse<Page<Item>>>;
  catch<Other>(onRejected: (reason: unknown) => Other | PromiseLike<Other>): Promise<Page<Item> | Other>;
  finally(onSettled: () => void): Promise<Page<Item>>;
}

interface ListInput {
  limit?: number;
  after?: string | null | undefined;
  before?: string | null | undefined;
  order?: string;
}

/** Makes the list call of an operation; see `ListCall`. */
export function list<Item>(
  core: PublicCore,
  route: string,
  input: object = {},
  options?: CallOptions,
  traits?: OperationTraits,
): ListCall<Item> {
  const all: OperationTraits = { ...traits, list: true };
  return new Listing(route, { ...input }, (query) => send(core, "GET", route, query, options, all));
}

// A class with methods: a dozen closures for each list cost as much as everything else before its request.
class Listing<Item> implements ListCall<Item> {
  readonly #route: string;
  readonly #asked: ListInput;
  // The order "normal" has its cursors swapped: `before` leads on.
  readonly #onward: Cursor;
  readonly #back: Cursor;
  readonly #isBackwards: boolean;
  readonly #fetch: (query: ListInput) => Promise<Result>;
  #first: Promise<Result> | undefined;

  constructor(route: string, asked: ListInput, fetch: (query: ListInput) => Promise<Result>) {
    this.#route = route;
    this.#asked = asked;
    this.#fetch = fetch;
    [this.#onward, this.#back] = asked.order === "normal" ? ["before", "after"] : ["after", "before"];
    this.#isBackwards = asked[this.#back] != null;
  }

  // biome-ignore lint/suspicious/noThenProperty: a list is awaited for its page and iterated for its items.
  then<A = Page<Item>, B = never>(
    onFulfilled?: ((page: Page<Item>) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#page().then(onFulfilled, onRejected);
  }

  catch<Other>(onRejected: (reason: unknown) => Other | PromiseLike<Other>): Promise<Page<Item> | Other> {
    return this.then(null, onRejected);
  }

  finally(onSettled: () => void): Promise<Page<Item>> {
    return this.then().finally(onSettled);
  }

  withResponse(): Promise<WithResponse<Page<Item>>> {
    return this.#start().then(answerOf<Page<Item>>, fail);
  }

  async *pages(limit = 100): AsyncGenerator<Page<Item>, void, undefined> {
    let page: Page<Item> | undefined = await this.#page(limit);
    while (page) {
      yield page;
      page = await (this.#isBackwards ? page.previous() : page.next());
    }
  }

  // The default is more than an array can hold.
  async collect(max = 2 ** 32): Promise<Item[]> {
    const all: Item[] = [];
    if (max > 0) for await (const item of this.#items(Math.min(max, 100))) if (all.push(item) >= max) break;
    return all;
  }

  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    return this.#items();
  }

  async *#items(limit?: number): AsyncGenerator<Item, void, undefined> {
    for await (const { data } of this.pages(limit)) yield* this.#isBackwards ? [...data].reverse() : data;
  }

  #page(limit?: number): Promise<Page<Item>> {
    return this.#start(limit).then(dataOf<Page<Item>>, fail);
  }

  #start(limit?: number): Promise<Result> {
    if (!this.#first) {
      const asked = this.#asked;
      // Only a page is kept: after a failure the next one who asks tries again.
      this.#first = this.#open(limit && !asked.limit ? { ...asked, limit } : asked).catch((error) => {
        this.#first = undefined;
        throw error;
      });
    }
    return this.#first;
  }

  async #open(query: ListInput): Promise<Result> {
    const result = await this.#fetch(query);
    const page = dataOf<Page<Item>>(result);
    // Not enumerable: a page prints and compares as what the API sent.
    Object.defineProperty(page, "next", { value: () => this.#turn(result, query, this.#onward) });
    Object.defineProperty(page, "previous", { value: () => this.#turn(result, query, this.#back) });
    return result;
  }

  async #turn(result: Result, asked: ListInput, key: Cursor): Promise<Page<Item> | undefined> {
    const cursor = dataOf<Page<Item>>(result).list_metadata?.[key];
    if (!cursor) return;
    // A page that leads to itself would be fetched for ever.
    if (cursor === asked[key]) {
      const { response } = result;
      const requestId = requestIdOf(response);
      throw new ParseError({ method: "GET", route: this.#route, requestId }, response, cursor);
    }
    const next = this.#open({ ...asked, after: undefined, before: undefined, [key]: cursor });
    return next.then(dataOf<Page<Item>>, fail);
  }
}

type Cursor = "after" | "before";
