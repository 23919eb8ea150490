import type { DownloadProgress, Sink } from "./download.ts";
import { readAnswer } from "./file-answer.ts";
import { AuditLogExportError } from "./wait.ts";
import type { WatchedLine } from "./watched-line.ts";

/** One request for the rest of a file. */
export interface Reading {
  url: string;
  id: string;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  line: WatchedLine;
  sink: Sink;
  progress: DownloadProgress;
  onProgress: ((progress: DownloadProgress) => void) | undefined;
}

/** The sink threw; its error is the cause. */
export class SinkFailure extends Error {}

/** The address was turned down; a new one may do. */
export class AddressRefused extends Error {
  readonly status: number;

  constructor(status: number) {
    super();
    this.status = status;
  }
}

/** Appends what one request yields; true when the file is complete. */
export async function readOn(reading: Reading, asksForRest = reading.progress.bytes > 0): Promise<boolean> {
  const { url, id, fetch, line, sink, progress, onProgress } = reading;
  // Compressed on the way, the bytes counted here would not be those of the file.
  const headers = {
    "accept-encoding": "identity",
    ...(asksForRest ? { range: `bytes=${progress.bytes}-` } : {}),
  };
  const response = await line.next(fetch(url, { headers, signal: line.signal }));
  const letGo = () => void response.body?.cancel().catch(() => {});
  const { status } = response;
  if (![200, 206, 416].includes(status)) {
    letGo();
    // 400 (of a storage whose own credentials have run out), 403, 404 and 410 are what an address answers that has expired.
    if (status >= 500 || [400, 403, 404, 408, 410, 429].includes(status)) throw new AddressRefused(status);
    throw new AuditLogExportError("refused", id, status);
  }
  const { start, totalBytes, isOpen, etag, isCoded } = readAnswer(response, progress.bytes);
  // Nothing that could be appended: the whole file tells whether the part is all of it, or of another file.
  const isBehind = status === 416 ? totalBytes !== progress.bytes : start > progress.bytes;
  if (isBehind || (status === 206 && isCoded)) {
    letGo();
    if (asksForRest) return readOn(reading, false);
    throw new AuditLogExportError("refused", id, status);
  }
  const isOther = (before: unknown, now: unknown) => before !== undefined && now !== undefined && before !== now;
  if (
    (progress.bytes > 0 && status !== 416 && isOther(progress.etag, etag)) ||
    isOther(progress.totalBytes, totalBytes) ||
    progress.bytes > (totalBytes ?? progress.bytes)
  ) {
    letGo();
    throw new AuditLogExportError("changed", id);
  }
  progress.totalBytes = totalBytes ?? progress.totalBytes;
  if (progress.bytes > 0 && progress.bytes === progress.totalBytes) {
    letGo();
    return true;
  }
  progress.etag = etag ?? progress.etag;
  // A server that does not know ranges sends everything again.
  let skip = progress.bytes - start;
  const before = progress.bytes;

  for await (const chunk of chunksOf(response.body, line)) {
    const fresh = chunk.subarray(Math.min(skip, chunk.length));
    skip -= chunk.length - fresh.length;
    try {
      await writeAll(sink, fresh, (bytes) => {
        progress.bytes += bytes;
        onProgress?.({ ...progress });
      });
    } catch (cause) {
      throw new SinkFailure("", { cause });
    }
  }
  // It ended well, and before the bytes that are here already; or it went on behind its end.
  if ((skip > 0 && totalBytes === undefined) || progress.bytes > (progress.totalBytes ?? progress.bytes))
    throw new AuditLogExportError("changed", id);
  if (progress.totalBytes === undefined) return !isOpen || progress.bytes === before;
  return progress.bytes === progress.totalBytes;
}

/** A file may take less than it is given: the rest is given again. */
async function writeAll(sink: Sink, chunk: Uint8Array, onWritten: (bytes: number) => void): Promise<void> {
  for (let rest = chunk; rest.length > 0; ) {
    const { bytesWritten = rest.length } = Object(await sink.write(rest));
    if (!(bytesWritten > 0)) throw new Error("The sink takes no more bytes.");
    onWritten(bytesWritten);
    rest = rest.subarray(bytesWritten);
  }
}

// Not every runtime can iterate a stream.
async function* chunksOf(
  stream: ReadableStream<Uint8Array> | null,
  line: WatchedLine,
): AsyncGenerator<Uint8Array, void, undefined> {
  // An empty file.
  if (stream === null) return;
  const reader = stream.getReader();
  try {
    for (let next = await line.next(reader.read()); !next.done; next = await line.next(reader.read())) yield next.value;
  } finally {
    // Whoever stops in the middle lets go of the connection.
    reader.cancel().catch(() => {});
  }
}
