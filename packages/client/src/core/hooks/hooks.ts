/** A call as a hook sees it: no credentials, no body, no values of path or query. */
export interface CallView {
  method: string;
  /** The path template, such as `/organizations/{id}`. */
  route: string;
  baseUrl: string;
  /** 0 for the first attempt. */
  attempt: number;
}

/** One attempt of a call. */
export interface AttemptView extends CallView {
  /** The same object in all hooks of one attempt: the key of a `WeakMap` that keeps what an earlier hook began, a span say. */
  key: object;
}

/** One answer of the API, good or bad. */
export interface AnswerView extends AttemptView {
  status: number;
  requestId: string | undefined;
  durationMs: number;
}

/** A route that is going to be removed, as its answers announce it. */
export interface DeprecationView extends AttemptView {
  /** The `Deprecation` header: since when. */
  deprecation: string | undefined;
  /** The `Sunset` header: until when. */
  sunset: string | undefined;
}

/**
 * Functions that watch calls, for logs, metrics and traces. What one throws, the call throws; a promise is waited for, no
 * longer than an attempt may take, and rejects the call when it rejects. Headers come without credentials, cookies and the
 * address of a redirect; what else you send is there.
 */
export interface Hooks {
  /** Before each attempt. `headers` may be added to, for instance by a tracer; credentials are set afterwards. */
  onRequest?(view: AttemptView & { headers: Headers }): unknown;
  /** After each answer, good or bad. */
  onResponse?(view: AnswerView & { headers: Headers }): unknown;
  /** Before the wait that precedes the next attempt. */
  onRetry?(view: CallView & { delayMs: number; reason: string }): unknown;
  /** After each attempt that ended without an answer: no connection, time-out, abort, unreadable body. */
  onError?(view: AttemptView & { error: unknown; durationMs: number }): unknown;
  /** The first time a route answers that it is going to be removed. */
  onDeprecated?(view: DeprecationView): unknown;
}
