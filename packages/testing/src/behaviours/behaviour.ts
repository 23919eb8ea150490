import type { OperationId, Operations } from "../generated/operation-types.ts";
import type { Reply } from "../handlers/message.ts";
import type { TimerHandler } from "../world/timers.ts";
import type { AnyTable, World } from "../world/world.ts";

/** A request on its way into a behaviour: read, checked against the spec, and given its world. */
export interface Call<Op extends OperationId> {
  readonly world: World;
  readonly path: Operations[Op]["path"];
  readonly query: Operations[Op]["query"];
  /** An absent body reads as an empty object. */
  readonly body: Operations[Op]["body"];
  /** Where the mock answers, such as `https://api.workos.com`; base of the links it hands out. */
  readonly origin: string;
  readonly url: URL;
  /** What follows `Bearer` in the authorization header. */
  readonly bearer: string | undefined;
  /** Value of a header, by its name in lower case. */
  header(name: string): string | undefined;
}

/** A call of a page that is not an operation: parameters and fields are whatever came. */
export interface PageCall {
  readonly world: World;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly origin: string;
  readonly url: URL;
  readonly bearer: string | undefined;
  header(name: string): string | undefined;
}

/** The documented answer, or a {@link Reply} when it needs another status or headers. */
export type Result<Op extends OperationId> = Reply | Operations[Op]["answer"];

/** The rule behind one operation. Refusals are thrown as Problems. */
export type Behaviour<Op extends OperationId> = (call: Call<Op>) => Result<Op> | Promise<Result<Op>>;

/** Behaviours by the name of their operation. */
export type Behaviours = { readonly [Op in OperationId]?: Behaviour<Op> };

/** A function of the mock's dashboard: one JSON-like argument, so that HTTP and seed files can call it as well. */
export type DashboardFunction = (input: never) => unknown;

/** Everything one resource contributes to the mock. */
export interface Resource<Dashboard extends object = object> {
  /** Tables it owns; needed for cascades, snapshots and persistence. */
  readonly tables?: readonly AnyTable[];
  readonly behaviours?: Behaviours;
  /** What the API cannot do: `mock.dashboard.<resource>.<function>(input)` and `POST /_mock/<resource>/<function>`. */
  readonly dashboard?: (world: World) => Dashboard;
  /** Work that waits for the clock, by the kind given to `world.schedule`. */
  readonly timers?: Readonly<Record<string, TimerHandler>>;
  /** Addresses outside the spec, such as links in e-mails: `"GET /passwordless/{token}/confirm"`. No key needed. */
  readonly pages?: Readonly<Record<string, (call: PageCall) => Reply | Promise<Reply>>>;
  /**
   * Tells for operations and pages without an API key and without `client_id` whether a request is this world's:
   * by the code or token in it.
   */
  readonly locate?: Readonly<Record<string, (world: World, call: PageCall) => boolean>>;
  /** Other addresses of an operation that clients use and the spec leaves out, with the same parameters. */
  readonly aliases?: Readonly<Record<string, OperationId>>;
  /** The ledger: operations that have no behaviour yet and answer with the spec's example. Ends empty. */
  readonly withoutBehaviour?: readonly OperationId[];
  /** Refusals with codes of their own, thrown before the input is checked against the spec. */
  readonly prechecks?: { readonly [Op in OperationId]?: (call: Call<Op>) => void };
  /** Operations whose behaviour checks the input itself, in place of the spec. */
  readonly unvalidated?: readonly OperationId[];
}

/** Declares a resource; see `behaviours/README.md`. */
export function defineResource<Dashboard extends object = object>(resource: Resource<Dashboard>): Resource<Dashboard> {
  return resource;
}
