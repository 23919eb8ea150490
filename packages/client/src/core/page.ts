import { answerOf, dataOf, send, type WithResponse } from "./call.ts";
import type { PublicCore } from "./core.ts";
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
  return new Listing({ ...input }, (query) => send(core, "GET", route, query, options, all));
}

interface First<Item> {
  result: Promise<Result>;
  page: Promise<Page<Item>>;
}

// A class with methods: a dozen closures for each list cost as much as everything else before its request.
class Listing<Item> implements ListCall<Item> {
  readonly #asked: ListInput;
  // The order "normal" has its cursors swapped: `before` leads on.
  readonly #onward: Cursor;
  readonly #back: Cursor;
  readonly #isBackwards: boolean;
  readonly #fetch: (query: ListInput) => Promise<Result>;
  #first: First<Item> | undefined;

  constructor(asked: ListInput, fetch: (query: ListInput) => Promise<Result>) {
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
    return this.#start().page.then(onFulfilled, onRejected);
  }

  catch<Other>(onRejected: (reason: unknown) => Other | PromiseLike<Other>): Promise<Page<Item> | Other> {
    return this.#start().page.catch(onRejected);
  }

  finally(onSettled: () => void): Promise<Page<Item>> {
    return this.#start().page.finally(onSettled);
  }

  async withResponse(): Promise<WithResponse<Page<Item>>> {
    const { result, page } = this.#start();
    await page;
    return answerOf(await result);
  }

  async *pages(limit = 100): AsyncGenerator<Page<Item>, void, undefined> {
    let page: Page<Item> | undefined = await this.#start(limit).page;
    while (page) {
      yield page;
      page = await (this.#isBackwards ? page.previous() : page.next());
    }
  }

  async collect(max = Number.POSITIVE_INFINITY): Promise<Item[]> {
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

  #start(limit?: number): First<Item> {
    if (this.#first === undefined) {
      const query = limit ? { limit, ...this.#asked } : this.#asked;
      const result = this.#fetch(query);
      const page = result.then((each) => this.#open(each, query));
      // Only a page is kept: after a failure the next one who asks tries again.
      page.catch(() => {
        this.#first = undefined;
      });
      this.#first = { result, page };
    }
    return this.#first;
  }

  #open(result: Result, query: ListInput): Page<Item> {
    const page = dataOf<Page<Item>>(result);
    // Not enumerable: a page prints and compares as what the API sent.
    Object.defineProperty(page, "next", { value: () => this.#turn(page, query, this.#onward, this.#back) });
    Object.defineProperty(page, "previous", { value: () => this.#turn(page, query, this.#back, this.#onward) });
    return page;
  }

  async #turn(page: Page<Item>, asked: ListInput, key: Cursor, other: Cursor): Promise<Page<Item> | undefined> {
    const cursor = page.list_metadata?.[key];
    const query = { ...asked, [key]: cursor, [other]: undefined };
    return cursor ? this.#open(await this.#fetch(query), query) : undefined;
  }
}

type Cursor = "after" | "before";
