import { answerOf, dataOf, fail, send, type WithResponse } from "./call.ts";
import type { PublicCore } from "./core.ts";
import { ConfigurationError, hide, ParseError, type Place, requestIdOf } from "./errors/errors.ts";
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
  /**
   * All items in an array, at most `max` of them.
   * @default no limit
   * @throws ConfigurationError for a maximum below 0, or one that is no number.
   */
  collect(max?: number): Promise<Item[]>;
  /** The page together with status, headers and request id. */
  withResponse(): Promise<WithResponse<Page<Item>>>;
  catch<Other>(onRejected: (reason: unknown) => Other | PromiseLike<Other>): Promise<Page<Item> | Other>;
  finally(onSettled: () => void): Promise<Page<Item>>;
}

interface ListInput {
  limit?: number | undefined;
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
  readonly #place: Place;
  readonly #asked: ListInput;
  // The order "normal" has its cursors swapped: `before` leads on.
  readonly #onward: Cursor;
  readonly #back: Cursor;
  readonly #isBackwards: boolean;
  readonly #fetch: (query: ListInput) => Promise<Result>;
  #first: Promise<Result> | undefined;

  constructor(route: string, asked: ListInput, fetch: (query: ListInput) => Promise<Result>) {
    this.#place = { method: "GET", route };
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
    return this.#page().catch(onRejected);
  }

  finally(onSettled: () => void): Promise<Page<Item>> {
    return this.#page().finally(onSettled);
  }

  withResponse(): Promise<WithResponse<Page<Item>>> {
    return this.#start().then(answerOf<Page<Item>>, fail);
  }

  async *pages(): AsyncGenerator<Page<Item>, void, undefined> {
    let page: Page<Item> | undefined = await this.#page(100);
    while (page) {
      yield page;
      page = await (this.#isBackwards ? page.previous() : page.next());
    }
  }

  async collect(max = Infinity): Promise<Item[]> {
    const most = Math.floor(max);
    // Said the other way around, a number that is none would mean all.
    if (!(most >= 0)) throw new ConfigurationError("max_invalid", "needs a max of 0 or more.", this.#place);
    const all: Item[] = [];
    if (most) {
      // The first page says how large the others are.
      this.#start(Math.min(most, 100));
      for await (const item of this) if (all.push(item) >= most) break;
    }
    return all;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const { data } of this.pages()) {
      // Not yield*, which knows no way to throw into an array: streams do that when they are destroyed.
      for (const item of this.#isBackwards ? data.toReversed() : data) yield item;
    }
  }

  #page(limit?: number): Promise<Page<Item>> {
    return this.#start(limit).then(dataOf<Page<Item>>, fail);
  }

  #start(limit?: number): Promise<Result> {
    // Only a page is kept: after a failure the next one who asks tries again.
    this.#first ??= this.#open({ ...this.#asked, limit: this.#asked.limit ?? limit }).catch((error) => {
      this.#first = undefined;
      throw error;
    });
    return this.#first;
  }

  async #open(query: ListInput): Promise<Result> {
    const result = await this.#fetch(query);
    const page = dataOf<Page<Item>>(result);
    // A page prints and compares as what the API sent.
    hide(page, "next", () => this.#turn(result, query, this.#onward));
    hide(page, "previous", () => this.#turn(result, query, this.#back));
    return result;
  }

  async #turn(result: Result, asked: ListInput, key: Cursor): Promise<Page<Item> | undefined> {
    const cursor = dataOf<Page<Item>>(result).list_metadata?.[key];
    if (!cursor) return;
    // A page that leads to itself would be fetched for ever.
    if (cursor === asked[key]) {
      throw new ParseError({ ...this.#place, requestId: requestIdOf(result.response) }, result.response, cursor);
    }
    const next = this.#open({ ...asked, after: undefined, before: undefined, [key]: cursor });
    return next.then(dataOf<Page<Item>>, fail);
  }
}

type Cursor = "after" | "before";
