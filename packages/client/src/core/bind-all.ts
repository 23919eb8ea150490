import { call } from "./call.ts";
import type { PublicCore } from "./core.ts";
import type { HttpMethod, OperationTraits } from "./exchange.ts";
import type { CallOptions } from "./options.ts";
import { list } from "./page.ts";

/** How the facade sends an operation. `LIST` is a GET that pages. */
export type Row = readonly [
  verb: HttpMethod | "LIST",
  route: string,
  traits?: OperationTraits | undefined,
  takes?: "options alone",
];

/**
 * The operations of a resource with the client filled in; `Methods` is printed from the same operations. Rows, not the
 * functions of `/operations`: whoever imports the facade takes them all, and Node reads a row in a third of the time.
 */
export function bindAll<Methods>(client: PublicCore, rows: Readonly<Record<string, Row>>): Methods {
  const bound = Object.entries(rows).map(([name, row]) => [name, bind(client, row)]);
  return Object.fromEntries(bound);
}

function bind(client: PublicCore, [verb, route, traits, takes]: Row) {
  const send = (input?: object, options?: CallOptions) =>
    verb === "LIST" ? list(client, route, input, options, traits) : call(client, verb, route, input, options, traits);
  return takes === undefined ? send : (options?: CallOptions) => send(undefined, options);
}
