import type { PublicCore } from "./core.ts";
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

type Input = Readonly<Record<string, unknown>>;

/** Sends one operation: takes the flat input apart, gives the data or throws an `ApiError`. */
export function call<Data>(
  core: PublicCore,
  method: HttpMethod,
  route: string,
  input: object | undefined,
  options: CallOptions = {},
  traits: OperationTraits = {},
): CallPromise<Data> {
  const answer = send<Data>(core, method, route, { ...input }, options, traits);
  const data = answer.then((each) => each.data);
  return Object.assign(data, {
    withResponse: () => {
      // Whoever asks for the answer handles its failure there.
      data.catch(() => {});
      return answer;
    },
  });
}

export async function send<Data>(
  core: PublicCore,
  method: HttpMethod,
  route: string,
  input: Input,
  options: CallOptions,
  traits: OperationTraits,
): Promise<WithResponse<Data>> {
  const result = await core.send({ method, route, traits, ...place(method, route, input, options, traits) });
  if (!result.ok) throw result.error;
  // The spec says what a success holds, and the contract tests hold the API to it.
  return {
    data: unwrap<Data>(result),
    response: result.response,
    requestId: result.response.headers.get("x-request-id") ?? undefined,
  };
}

/** Sorts a flat input into path, query and body. */
function place(method: HttpMethod, route: string, input: Input, options: CallOptions, traits: OperationTraits) {
  const path: Record<string, unknown> = {};
  const query: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  const hasBody = traits.body || /^P/.test(method);
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue;
    if (route.includes(`{${name}}`)) path[name] = value;
    else if (traits.auth === "token" && name === "access_token") options = { ...options, accessToken: String(value) };
    else (hasBody && !traits.query?.includes(name) ? rest : query)[name] = value;
  }
  const body = traits.body || traits.fill || Object.keys(rest).length > 0 ? rest : undefined;
  return { path, query, body, options };
}

function unwrap<Data>(result: Result): Data {
  return result.data as Data;
}
