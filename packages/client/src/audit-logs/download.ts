import type { Core } from "../core/core.ts";
import { ConnectionError, ParseError, TimeoutError } from "../core/errors/errors.ts";
import { isApiError } from "../core/errors/is-api-error.ts";
import { platform, type World } from "../core/world.ts";
import type { AuditLogExport } from "../generated/models.ts";
import { AddressRefused, readOn, SinkFailure } from "./read-on.ts";
import { AuditLogExportError, type WaitOptions, WaitTimeout, waitForAuditLogExport } from "./wait.ts";
import { watchLine } from "./watched-line.ts";

/**
 * Where the bytes go. A `FileHandle` of `node:fs/promises` is one; so is `{ write: (chunk) => writer.write(chunk) }` with
 * the writer of a `WritableStream`. What `write` gives is awaited. A stream of `node:fs` is none: its `write` gives no
 * promise, so that nobody would hear of a full disk.
 */
export interface Sink {
  write(chunk: Uint8Array): unknown;
}

/** How far a download has come. */
export interface DownloadProgress {
  /** Bytes written so far, those before `offset` included. */
  bytes: number;
  /** Size of the whole file, where the server says. */
  totalBytes: number | undefined;
  /** Names the version of the file: keep it with `bytes` to resume later. */
  etag: string | undefined;
}

/** How a download is taken up, watched and ended. */
export interface DownloadOptions extends WaitOptions {
  /** Bytes already there from an earlier attempt: the size of the file that is being appended to. @default 0 */
  offset?: number;
  /** The version those bytes came from. @default unchecked */
  etag?: string;
  /** Called after each chunk that was written. */
  onProgress?: (progress: DownloadProgress) => void;
  /** How many times a download that broke off without any new byte is taken up again. @default 5 */
  retries?: number;
  /** Longest time without a byte before the download is taken up anew, in milliseconds. @default 60_000 */
  idleTimeoutMs?: number;
  /** Fetches the file; it gets no credentials. @default the platform's fetch */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/**
 * Waits for an export and streams its file, taking it up where it broke off, with a new address when that has expired.
 *
 * @throws AuditLogExportError when the export is gone or the file cannot be had; TimeoutError when it is not ready in
 * time; what the sink throws.
 * @example
 * const file = await open("export.csv", "a");
 * const { size } = await file.stat();
 * await downloadAuditLogExport(client, auditLogExport, file, { offset: size });
 */
export async function downloadAuditLogExport(
  client: Core,
  auditLogExport: Pick<AuditLogExport, "id">,
  sink: Sink,
  options: DownloadOptions = {},
): Promise<DownloadProgress> {
  const {
    offset = 0,
    etag,
    retries = 5,
    fetch = globalThis.fetch,
    idleTimeoutMs = 60_000,
    onProgress,
    ...wait
  } = options;
  if (!Number.isSafeInteger(offset) || offset < 0)
    throw new TypeError("The offset of a download is a number of bytes.");
  const { random, sleep }: World = { ...platform, ...wait.world };
  const progress: DownloadProgress = { bytes: offset, totalBytes: undefined, etag };
  for (let failures = 0; ; ) {
    const before = progress.bytes;
    let refusal: unknown;
    const line = watchLine(idleTimeoutMs, wait.signal);
    try {
      const { url } = await waitForAuditLogExport(client, auditLogExport, wait).catch((error) => {
        throw isPassing(error) ? error : new Final(error);
      });
      if (await readOn({ url, id: auditLogExport.id, fetch, line, sink, progress, onProgress })) return progress;
    } catch (error) {
      // A full disk, or a mistake of the caller, is nothing that another request would mend.
      if (error instanceof SinkFailure || error instanceof Final) throw error.cause;
      if (wait.signal?.aborted || AuditLogExportError.isInstance(error)) throw error;
      refusal = error;
    } finally {
      line.close();
    }
    failures = progress.bytes > before ? 0 : failures + 1;
    // Not "more than": of a number that is none, nothing ever is.
    if (!(failures <= retries)) throw asRefusal(auditLogExport.id, refusal);
    if (failures > 0) await sleep(random() * Math.min(8000, 250 * 2 ** failures), wait.signal);
  }
}

/** The wait for the address ended for good; its error is the cause. */
class Final extends Error {
  constructor(cause: unknown) {
    super("", { cause });
  }
}

/** What another attempt may mend: the API was not to be reached, or could not answer. */
function isPassing(error: unknown): boolean {
  if (isApiError(error)) return error.status >= 500 || error.status === 429 || error.status === 408;
  if (error instanceof WaitTimeout) return false;
  return ConnectionError.isInstance(error) || ParseError.isInstance(error) || TimeoutError.isInstance(error);
}

function asRefusal(id: string, refusal: unknown): AuditLogExportError {
  return refusal instanceof AddressRefused
    ? new AuditLogExportError("refused", id, refusal.status)
    : new AuditLogExportError("refused", id, undefined, refusal);
}
