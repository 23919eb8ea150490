import type { Call, PublicCore } from "./core.ts";
import { kind, requestIdOf } from "./errors/errors.ts";
import type { HttpMethod, OperationTraits, Result } from "./exchange.ts";
import type { CallOptions } from "./options.ts";

/** Data together with the answer it came in. */
export interface WithResponse<Data> {
  data: Data;
  /** Status and headers; the body has been read. */
  response: Response;
  requestId: string | undefined;
}

/** The data of an operation, to be awaited; or the whole answer. */
export interface CallPromise<Data> extends Promise<Data> {
  /** The data together with status, headers and request id. */
  withResponse(): Promise<WithResponse<Data>>;
}

/** Sends one operation: takes the flat input apart, gives the data or throws an `ApiError`. */
export function call<Data>(
  core: PublicCore,
  method: HttpMethod,
  route: string,
  input: object | undefined,
  options?: CallOptions,
  traits?: OperationTraits,
): CallPromise<Data> {
  const result = send(core, method, route, input, options, traits);
  const data = result.then(dataOf<Data>, fail);
  return Object.assign(data, {
    withResponse: () => {
      // Whoever asks for the answer handles its failure there.
      data.catch(() => {});
      return result.then(answerOf<Data>, fail);
    },
  });
}

export async function send(
  core: PublicCore,
  method: HttpMethod,
  route: string,
  input: object | undefined,
  options?: CallOptions,
  traits: OperationTraits = {},
): Promise<Result> {
  // TypeScript says so earlier.
  if (!core?.send) throw new TypeError("Pass a client.");
  return await core.send(place(method, route, input ?? {}, options ?? {}, traits));
}

/** Sorts a flat input into path, query and body. */
function place(method: HttpMethod, route: string, input: object, options: CallOptions, traits: OperationTraits): Call {
  const path: Record<string, unknown> = {};
  const query: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  let body = traits.body || traits.fill ? rest : undefined;
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue;
    if (route.includes(`{${name}}`)) path[name] = value;
    else if (traits.auth === "token" && name === "access_token") options = { ...options, accessToken: value as string };
    else if ((traits.body || method.startsWith("P")) && !traits.query?.includes(name)) {
      rest[name] = value;
      body = rest;
    } else query[name] = value;
  }
  return { method, route, traits, path, query, body, options };
}

/** Throws with the stack of who waits for the call: where an error is made, V8 no longer knows who that is. */
export function fail(error: unknown): never {
  // The reason of an abort is the caller's own.
  if (Object(error)[kind]) Error.captureStackTrace?.(error as Error);
  throw error;
}

export function dataOf<Data>(result: Result): Data {
  if (!result.ok) fail(result.error);
  // The spec says what a success holds, and the contract tests hold the API to it.
  return result.data as Data;
}

export function answerOf<Data>(result: Result): WithResponse<Data> {
  return { data: dataOf(result), response: result.response, requestId: requestIdOf(result.response) };
}
