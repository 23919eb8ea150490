import type { Core } from "../core/core.ts";
import { isApiError } from "../core/errors/is-api-error.ts";
import { platform, type World } from "../core/world.ts";
import type { AuditLogExport } from "../generated/models.ts";
import { AuditLogExportError, type WaitOptions, waitForAuditLogExport } from "./wait.ts";
import { type WatchedLine, watchLine } from "./watched-line.ts";

/** Where the bytes go. A `FileHandle` of `node:fs/promises` is one; so is `{ write: (chunk) => writer.write(chunk) }`. */
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
export interface DownloadOptions extends Omit<WaitOptions, "onWait"> {
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
 * @throws AuditLogExportError when the export is gone or the file cannot be had.
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
  const { random, sleep }: World = { ...platform, ...wait.world };
  const progress: DownloadProgress = { bytes: offset, totalBytes: undefined, etag };
  for (let failures = 0; ; ) {
    const before = progress.bytes;
    let refusal: unknown;
    const line = watchLine(idleTimeoutMs, wait.signal);
    try {
      const { url } = await waitForAuditLogExport(client, auditLogExport, wait);
      if (await readOn(url, auditLogExport.id, sink, progress, { fetch, onProgress, line })) return progress;
    } catch (error) {
      // A full disk is nothing that another request would mend.
      if (error instanceof SinkFailure) throw error.cause;
      if (wait.signal?.aborted || isFinal(error)) throw error;
      refusal = error;
    } finally {
      line.close();
    }
    failures = progress.bytes > before ? 0 : failures + 1;
    if (failures > retries) throw new AuditLogExportError("refused", auditLogExport.id, undefined, refusal);
    if (failures > 0) await sleep(random() * Math.min(8000, 250 * 2 ** failures), wait.signal);
  }
}

interface Reading {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  onProgress: DownloadOptions["onProgress"];
  line: WatchedLine;
}

class SinkFailure extends Error {}

/** Appends what one request yields; true when the file is complete. */
async function readOn(
  url: string,
  id: string,
  sink: Sink,
  progress: DownloadProgress,
  reading: Reading,
): Promise<boolean> {
  const { fetch, onProgress, line } = reading;
  // Compressed on the way, the bytes counted here would not be those of the file.
  const headers = {
    "accept-encoding": "identity",
    ...(progress.bytes > 0 ? { range: `bytes=${progress.bytes}-` } : {}),
  };
  const response = await line.next(fetch(url, { headers, signal: line.signal }));
  // Nothing lies behind the last byte: the file was complete already.
  if (response.status === 416) return true;
  if (!response.ok || response.body === null) {
    response.body?.cancel().catch(() => {});
    // 403, 404 and 410 are what an address answers that has expired; the next attempt asks for a new one.
    if (response.status >= 500 || [403, 404, 408, 410, 429].includes(response.status)) return false;
    throw new AuditLogExportError("refused", id, response.status);
  }
  const etag = response.headers.get("etag") ?? undefined;
  if (progress.bytes > 0 && progress.etag !== undefined && etag !== undefined && etag !== progress.etag) {
    await response.body.cancel();
    throw new AuditLogExportError("changed", id);
  }
  progress.etag = etag ?? progress.etag;
  // A server that does not know ranges sends everything again.
  let skip = response.status === 206 ? 0 : progress.bytes;
  const length = Number(response.headers.get("content-length") ?? Number.NaN);
  if (!Number.isNaN(length)) progress.totalBytes = length + progress.bytes - skip;

  for await (const chunk of chunksOf(response.body, line)) {
    const fresh = chunk.subarray(Math.min(skip, chunk.length));
    skip -= chunk.length - fresh.length;
    if (fresh.length === 0) continue;
    try {
      await sink.write(fresh);
      progress.bytes += fresh.length;
      onProgress?.({ ...progress });
    } catch (cause) {
      throw new SinkFailure("", { cause });
    }
  }
  return progress.totalBytes === undefined || progress.bytes >= progress.totalBytes;
}

// Not every runtime can iterate a stream.
async function* chunksOf(
  stream: ReadableStream<Uint8Array>,
  line: WatchedLine,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  try {
    for (let next = await line.next(reader.read()); !next.done; next = await line.next(reader.read())) yield next.value;
  } finally {
    // Whoever stops in the middle lets go of the connection.
    reader.cancel().catch(() => {});
  }
}

/** What another attempt would not mend. */
function isFinal(error: unknown): boolean {
  if (isApiError(error)) return error.status < 500 && error.status !== 429 && error.status !== 408;
  return AuditLogExportError.isInstance(error);
}
