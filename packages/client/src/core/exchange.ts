import type { ApiError } from "./errors/api-error.ts";
import type { CallOptions } from "./options.ts";
import type { OwnCredentials } from "./wire/client-credentials.ts";

/** The methods that the API knows. */
export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What the spec says of an operation beyond the usual: a Bearer key, JSON both ways, safe to repeat by its method. */
export interface OperationTraits {
  /** `none`: no credentials. `token`: the caller's own access token. @default the API key */
  auth?: "none" | "token";
  /** Completes the body with the client's own credentials, for the operations that read them there. */
  fill?: (body: unknown, own: OwnCredentials) => Promise<unknown>;
  /** How the body is written, where it is not JSON. A function, so that who does not need it does not bundle it. */
  write?: (body: unknown) => URLSearchParams;
  /** Single-use grants, and sends of e-mail or SMS: never repeated unless the first attempt had no effect for sure. */
  once?: true;
  /** The API keeps idempotency keys for this operation, so every call gets one. */
  key?: true;
  /** Answers by redirecting a browser; the address is the result. */
  redirect?: true;
  /** Answers with a page: what is none is unreadable. */
  list?: true;
  /** Says with an empty body that it is done, also with status 200. */
  empty?: true;
  /** Another host than the rest of the API; used only while `baseUrl` is the default. */
  server?: string;
  /** Fields of the flat input that belong in the query although the method has a body. */
  query?: readonly string[];
  /** The remaining fields of the flat input are a body: for DELETE, and for bodies that may be empty. */
  body?: true;
}

/** One call on its way through the middleware. */
export interface Exchange {
  method: HttpMethod;
  /** The path template: safe to log, unlike the path. */
  route: string;
  traits: OperationTraits;
  options: CallOptions;
  path: Readonly<Record<string, unknown>>;
  query: Readonly<Record<string, unknown>>;
  body?: unknown;
  /** By lower-case name. A plain object: `Headers` cost more than the rest of the core together. */
  headers: Record<string, string>;
  /** Empty until the address is known. */
  url: string;
  /** 0 for the first attempt. */
  attempt: number;
  /** How long an attempt may take. */
  timeoutMs: number;
  /** When the call must be over, on the clock of its world. */
  endsAt: number;
}

/** What came back: an answer of the API, good or bad. Everything else is thrown. */
export type Result<Data = unknown, Code extends string = string> =
  | { ok: true; data: Data; error: undefined; response: Response }
  | { ok: false; data: undefined; error: ApiError<unknown, Code>; response: Response };

export type Send = (exchange: Exchange) => Promise<Result>;

/** Wraps the sending of an exchange; see `core.ts` for the order. */
export type Middleware = (next: Send) => Send;
