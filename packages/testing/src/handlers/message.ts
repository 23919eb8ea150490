/** A request as the doors hand it in, whatever it came through. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  /** Value of a header, by its name in lower case. */
  header(name: string): string | undefined;
  /** All headers, for the journal. */
  headers(): Record<string, string>;
  /** The body as it arrived; rejects with a Problem when it is larger than `maxBytes`, by default {@link maxBodyBytes}. */
  text(maxBytes?: number): Promise<string>;
  /** Ends waits when whoever asked has gone. Read it only to wait: a server makes it then. */
  readonly signal?: AbortSignal | undefined;
}

/** An answer as the doors send it out. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** Bytes only where they may not be text, such as a piece of a file. */
  readonly body: string | Uint8Array | undefined;
  /** The environment does not let pages of the asking origin read it: a door adds no CORS headers of its own. */
  readonly isForeign?: boolean;
  /** The connection breaks off before an answer arrives. */
  readonly isDropped?: boolean;
  /** The connection breaks off after so many bytes of the body. */
  readonly cutAfterBytes?: number;
}

/**
 * An answer that says more than its body: another status than the operation's usual one, headers, a redirect.
 * Behaviours return one where a plain value is not enough.
 */
export class Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** Where the connection breaks off, in bytes of the body. */
  readonly cutAfterBytes: number | undefined;

  constructor(
    status: number,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
    cutAfterBytes: number | undefined = undefined,
  ) {
    this.status = status;
    this.body = body;
    this.headers = headers;
    this.cutAfterBytes = cutAfterBytes;
  }
}

/** Any status, body and headers. Bytes are sent as they are, text as well when `content-type` says it is not JSON. */
export function reply(status: number, body?: unknown, headers?: Readonly<Record<string, string>>): Reply {
  return new Reply(status, body, headers);
}

/** 302 to an address, with parameters added to its query; undefined ones are left out. */
export function redirect(location: string | URL, parameters: Record<string, string | undefined> = {}): Reply {
  const url = new URL(location);
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
  return new Reply(302, undefined, { location: url.href });
}

/** Largest body the mock reads, in bytes. */
export const maxBodyBytes = 10 * 1024 * 1024;
