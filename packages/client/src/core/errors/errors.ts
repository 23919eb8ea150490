// Recognised by a registered symbol, so that two copies of this package know each other's errors.
/** What marks errors of this package, also of another copy of it. */
export const kind = Symbol.for("workos-kit.error");

/** What all errors of this package share. Tell them apart with `X.isInstance(error)`, or know them all by `KitError`'s. */
export abstract class KitError extends Error {
  /** True for every error of this class, also of another copy of this package. */
  static isInstance<Kind extends KitError>(this: KindOf<Kind>, value: unknown): value is Kind {
    const own = Object(value)[kind];
    // biome-ignore lint/complexity/noThisInStatic: each class asks for its own kind.
    return own !== undefined && own === (this.kind ?? own);
  }

  constructor(name: string, place: Place | undefined, text: string, facts: object, cause?: unknown) {
    const id = place?.requestId ? ` [${place.requestId}]` : "";
    super(place ? `${place.method} ${place.route} ${text}${id}` : text, cause ? { cause } : undefined);
    Object.assign(this, place, facts);
    hide(this, "name", name);
    hide(this, kind, name);
  }

  /** What may be logged: everything but what is hidden from logs. */
  toJSON(): object {
    return { ...this, name: this.name, message: this.message };
  }
}

/** Sets a property that is not enumerable, so that printing an object does not print it. */
export function hide(object: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(object, key, { value });
}

interface KindOf<Kind> {
  readonly kind?: string;
  readonly prototype: Kind;
}

/** The client or a call is set up in a way that cannot work: nothing was sent. */
export class ConfigurationError extends KitError {
  static readonly kind = "ConfigurationError";
  declare readonly name: "ConfigurationError";
  /** What to change, for programs. */
  declare readonly reason: string;
  /** The call, where it is one that cannot work. */
  declare readonly method: string | undefined;
  declare readonly route: string | undefined;

  constructor(reason: string, text: string, place?: Place) {
    super("ConfigurationError", place, text, { reason });
  }
}

/** Which call an error is about. */
export interface Place {
  method: string;
  /** The path template, such as `/organizations/{id}`. */
  route: string;
  /** The API's name for the request, as soon as the head of an answer has told it. */
  requestId?: string | undefined;
}

/** No answer came: the connection failed, or broke before the whole answer was read. */
export class ConnectionError extends KitError {
  static readonly kind = "ConnectionError";
  declare readonly name: "ConnectionError";
  declare readonly method: string;
  declare readonly route: string;
  /** The platform's code where it gives one, such as `ECONNREFUSED`. */
  declare readonly code: string | undefined;
  /** Known when the connection broke within the body. */
  declare readonly requestId: string | undefined;

  constructor(place: Place, cause: unknown) {
    const code = codeOf(cause);
    super("ConnectionError", place, `got no answer${code ? ` (${code})` : ""}.`, { code }, cause);
  }
}

/** An attempt, or the whole call with its retries, took longer than it may. */
export class TimeoutError extends KitError {
  static readonly kind = "TimeoutError";
  declare readonly name: "TimeoutError";
  declare readonly method: string;
  declare readonly route: string;
  declare readonly timeoutMs: number;
  /** Known when the time ran out within the body. */
  declare readonly requestId: string | undefined;

  constructor(place: Place, timeoutMs: number) {
    super("TimeoutError", place, `took longer than ${timeoutMs} ms.`, { timeoutMs });
  }
}

/** The answer said success, but its body is not what the API sends: a proxy's page, or half a document. */
export class ParseError extends KitError {
  static readonly kind = "ParseError";
  declare readonly name: "ParseError";
  declare readonly method: string;
  declare readonly route: string;
  declare readonly status: number;
  declare readonly requestId: string | undefined;
  /** The first 200 characters that came. Not enumerable: they may hold what must not be logged. */
  declare readonly bodyStart: string;

  constructor(place: Place, response: Response, text: string) {
    super("ParseError", place, `answered ${response.status}, unreadable.`, { status: response.status });
    hide(this, "bodyStart", text.slice(0, 200));
  }
}

export function requestIdOf(response: Response): string | undefined {
  return response.headers.get("x-request-id") ?? undefined;
}

// undici wraps the system's error as the cause of a TypeError; Bun sets the code on the error itself. Causes may go round
// in a circle, and the codes of a DOMException are numbers.
function codeOf(cause: unknown, depth = 4): string | undefined {
  const { code, cause: inner } = Object(cause);
  if (typeof code === "string") return code;
  return depth ? codeOf(inner, depth - 1) : undefined;
}
