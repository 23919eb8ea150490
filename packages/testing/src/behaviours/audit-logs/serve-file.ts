import { type Reply, reply } from "../../handlers/message.ts";

/** A file as a store of objects keeps it. */
export interface StoredFile {
  readonly text: string;
  readonly modifiedAt: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Bytes from the first to the last, both included. */
interface Piece {
  readonly first: number;
  readonly last: number;
}

/**
 * Answers a GET of a file as RFC 9110 (sections 13 and 14) says: whole, a piece, or a refusal. Several ranges at once are
 * answered with the whole, as stores of objects do.
 */
export async function serveFile(
  { text, modifiedAt, headers: fileHeaders }: StoredFile,
  header: (name: string) => string | undefined,
): Promise<Reply> {
  const bytes = new TextEncoder().encode(text);
  const etag = await etagOf(bytes);
  const lastModified = new Date(modifiedAt).toUTCString();
  const version = { etag, "last-modified": lastModified };
  const headers = { ...fileHeaders, ...version, "accept-ranges": "bytes" };
  const names = (list: string) => list.trim() === "*" || list.split(",").some((each) => each.trim() === etag);
  const [ifMatch, ifNoneMatch, ifRange] = [header("if-match"), header("if-none-match"), header("if-range")];
  if (ifMatch !== undefined && !names(ifMatch)) return reply(412, undefined, version);
  if (ifNoneMatch !== undefined && names(ifNoneMatch.replaceAll("W/", ""))) return reply(304, undefined, version);
  // A piece of another version would not fit to what the client has: it gets the whole.
  const isOther = ifRange !== undefined && ifRange !== etag && ifRange !== lastModified;
  const piece = isOther ? undefined : pieceOf(header("range"), bytes.length);
  if (piece === undefined) return reply(200, text, { ...headers, "content-length": String(bytes.length) });
  if (piece === "beyond") {
    const range = { "content-range": `bytes */${bytes.length}`, "content-type": "text/plain" };
    return reply(416, "The range lies beyond the end of the file.", { ...version, ...range });
  }
  const { first, last } = piece;
  const range = `bytes ${first}-${last}/${bytes.length}`;
  const sizes = { "content-range": range, "content-length": String(last - first + 1) };
  return reply(206, bytes.slice(first, last + 1), { ...headers, ...sizes });
}

/** Undefined where everything is wanted, or what is wanted cannot be understood: that counts as not said. */
function pieceOf(range: string | undefined, size: number): Piece | "beyond" | undefined {
  const [, from, to] = /^bytes\s*=\s*(\d*)\s*-\s*(\d*)$/i.exec(range?.trim() ?? "") ?? [];
  if (from === undefined || to === undefined || from + to === "") return undefined;
  if (from === "")
    return Number(to) === 0 || size === 0 ? "beyond" : { first: Math.max(0, size - Number(to)), last: size - 1 };
  if (to !== "" && Number(to) < Number(from)) return undefined;
  if (Number(from) >= size) return "beyond";
  return { first: Number(from), last: Math.min(to === "" ? size - 1 : Number(to), size - 1) };
}

/** A strong one: it changes with any byte. */
async function etagOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `"${Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("")}"`;
}
