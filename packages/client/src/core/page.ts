import { send, type WithResponse } from "./call.ts";
import type { PublicCore } from "./core.ts";
import type { OperationTraits } from "./exchange.ts";
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
  after?: string | undefined;
  before?: string | undefined;
  order?: string;
}

/** Makes the list call of an operation; see `ListCall`. */
export function list<Item>(
  core: PublicCore,
  route: string,
  input: object = {},
  options: CallOptions = {},
  traits: OperationTraits = {},
): ListCall<Item> {
  const asked: ListInput = { ...input };
  // The order "normal" has its cursors swapped: `before` leads on.
  const [onward, back] = asked.order === "normal" ? (["before", "after"] as const) : (["after", "before"] as const);
  const isBackwards = asked[back] !== undefined;
  let first: Promise<WithResponse<Page<Item>>> | undefined;

  const load = async (query: ListInput): Promise<WithResponse<Page<Item>>> => {
    const answer = await send<Page<Item>>(core, "GET", route, { ...query }, options, { ...traits, list: true });
    const page = answer.data;
    const go = (key: "after" | "before", other: "after" | "before") => ({
      value: async () => {
        const cursor = page.list_metadata?.[key];
        return cursor ? (await load({ ...query, [key]: cursor, [other]: undefined })).data : undefined;
      },
    });
    // Not enumerable: a page prints and compares as what the API sent.
    Object.defineProperties(page, { next: go(onward, back), previous: go(back, onward) });
    return answer;
  };
  const start = (limit?: number) => {
    first ??= load(limit ? { limit, ...asked } : asked);
    return first;
  };
  async function* pages(limit = 100): AsyncGenerator<Page<Item>, void, undefined> {
    let page: Page<Item> | undefined = (await start(limit)).data;
    while (page) {
      yield page;
      page = await (isBackwards ? page.previous() : page.next());
    }
  }
  async function* items(limit?: number): AsyncGenerator<Item, void, undefined> {
    for await (const { data } of pages(limit)) yield* isBackwards ? [...data].reverse() : data;
  }
  const page = () => start().then((answer) => answer.data);

  return {
    // biome-ignore lint/suspicious/noThenProperty: a list is awaited for its page and iterated for its items.
    then: (onFulfilled, onRejected) => page().then(onFulfilled, onRejected),
    catch: (onRejected) => page().catch(onRejected),
    finally: (onSettled) => page().finally(onSettled),
    withResponse: () => start(),
    pages: () => pages(),
    async collect(max = Number.POSITIVE_INFINITY) {
      const all: Item[] = [];
      if (max > 0) for await (const item of items(Math.min(max, 100))) if (all.push(item) >= max) break;
      return all;
    },
    [Symbol.asyncIterator]: () => items(),
  };
}
