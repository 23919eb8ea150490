// Recognised by a registered symbol, so that two copies of this package know each other's errors.
const kind = Symbol.for("workos-kit.error");

/** What all errors of this package share. Tell them apart with `X.isInstance(error)`. */
export abstract class KitError extends Error {
  constructor(name: string, message: string, facts: object, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, facts);
    hide(this, { name, [kind]: name });
  }
}

/** Sets properties that logging an error does not print. */
export function hide(error: Error, facts: object): void {
  for (const key of Reflect.ownKeys(facts)) Object.defineProperty(error, key, { value: Reflect.get(facts, key) });
}

export function isKind(value: unknown, name: string): boolean {
  return typeof value === "object" && value !== null && Reflect.get(value, kind) === name;
}

/** The client or a call is set up in a way that cannot work: nothing was sent. */
export class ConfigurationError extends KitError {
  declare readonly name: "ConfigurationError";
  /** What to change, for programs. */
  declare readonly reason: string;

  constructor(reason: string, message: string) {
    super("ConfigurationError", message, { reason });
  }

  static isInstance(value: unknown): value is ConfigurationError {
    return isKind(value, "ConfigurationError");
  }
}

/** Which call an error is about. */
export interface Place {
  method: string;
  /** The path template, such as `/organizations/{id}`. */
  route: string;
}

/** No answer came: the connection failed, or broke before the whole answer was read. */
export class ConnectionError extends KitError {
  declare readonly name: "ConnectionError";
  declare readonly method: string;
  declare readonly route: string;
  /** The platform's code where it gives one, such as `ECONNREFUSED`. */
  declare readonly code: string | undefined;

  constructor({ method, route }: Place, cause: unknown) {
    const code = codeOf(cause);
    super(
      "ConnectionError",
      `${method} ${route} got no answer${code ? ` (${code})` : ""}.`,
      { method, route, code },
      cause,
    );
  }

  static isInstance(value: unknown): value is ConnectionError {
    return isKind(value, "ConnectionError");
  }
}

/** An attempt, or the whole call with its retries, took longer than it may. */
export class TimeoutError extends KitError {
  declare readonly name: "TimeoutError";
  declare readonly method: string;
  declare readonly route: string;
  declare readonly timeoutMs: number;

  constructor({ method, route }: Place, timeoutMs: number) {
    super("TimeoutError", `${method} ${route} took longer than ${timeoutMs} ms.`, { method, route, timeoutMs });
  }

  static isInstance(value: unknown): value is TimeoutError {
    return isKind(value, "TimeoutError");
  }
}

/** The answer said success, but its body is not what the API sends: a proxy's page, or half a document. */
export class ParseError extends KitError {
  declare readonly name: "ParseError";
  declare readonly method: string;
  declare readonly route: string;
  declare readonly status: number;
  declare readonly requestId: string | undefined;
  /** The first 200 characters that came. Not enumerable: they may hold what must not be logged. */
  declare readonly bodyStart: string;

  constructor({ method, route }: Place, response: Response, text: string) {
    const { status } = response;
    const requestId = requestIdOf(response);
    const message = `${method} ${route} answered ${status}, but not with the JSON expected.${bracket(requestId)}`;
    super("ParseError", message, { method, route, status, requestId });
    hide(this, { bodyStart: text.slice(0, 200) });
  }

  static isInstance(value: unknown): value is ParseError {
    return isKind(value, "ParseError");
  }
}

export function requestIdOf(response: Response): string | undefined {
  return response.headers.get("x-request-id") ?? undefined;
}

export function bracket(requestId: string | undefined): string {
  return requestId ? ` [${requestId}]` : "";
}

// undici wraps the system's error as the cause of a TypeError; Bun sets the code on the error itself.
function codeOf(cause: unknown): string | undefined {
  for (let error = cause, depth = 0; typeof error === "object" && error !== null && depth < 4; depth++) {
    const code: unknown = Reflect.get(error, "code");
    if (typeof code === "string") return code;
    error = Reflect.get(error, "cause");
  }
  return undefined;
}
