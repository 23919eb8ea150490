/** What an answer says about the file that it carries a piece of. */
export interface FileAnswer {
  /** Where in the file its first byte lies. */
  start: number;
  /** Size of the whole file. */
  totalBytes: number | undefined;
  /** A piece of a file whose size the server does not know: more may follow. */
  isOpen: boolean;
  /** Names the version of the file. */
  etag: string | undefined;
  /** Compressed on the way: ranges and sizes are not those of the file. */
  isCoded: boolean;
}

/** Reads status and headers of 200, 206 and 416. A piece without `Content-Range` is taken for the one asked for. */
export function readAnswer({ status, headers }: Response, askedFrom: number): FileAnswer {
  const etag = headers.get("etag") ?? undefined;
  const isCoded = !["", "identity"].includes(headers.get("content-encoding") ?? "");
  const length = isCoded ? undefined : numberOf(headers.get("content-length"));
  if (status === 200) return { start: 0, totalBytes: length, isOpen: false, etag, isCoded };
  const range = headers.get("content-range") ?? "";
  const [, first, total] = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(range) ?? [];
  const start = numberOf(first) ?? askedFrom;
  // A piece may be shorter than what is left, so its length says where the file ends only when nothing else does.
  const end = range === "" && status === 206 && length !== undefined ? start + length : undefined;
  const isOpen = status === 206 && total === "*";
  return { start, totalBytes: isCoded ? undefined : (numberOf(total) ?? end), isOpen, etag, isCoded };
}

function numberOf(text: string | null | undefined): number | undefined {
  return text && /^\d+$/.test(text) ? Number(text) : undefined;
}
