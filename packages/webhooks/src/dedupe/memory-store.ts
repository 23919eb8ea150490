import { WebhookVerificationError } from "../verification/errors.ts";
import type { DedupeStore } from "./dedupe-store.ts";

/** How a {@link memoryStore} behaves. */
export interface MemoryStoreOptions {
  /**
   * Greatest number of keys. Beyond it the oldest finished one is forgotten.
   * @default 10_000
   */
  maxEntries?: number | undefined;
  /**
   * The clock, in Unix milliseconds.
   * @default Date.now
   */
  now?: (() => number) | undefined;
}

interface Entry {
  readonly token: string;
  readonly isDone: boolean;
  readonly expiresAt: number;
}

/**
 * Keeps handled events in memory: for tests, and for applications of one process that may forget on restart. Whoever
 * runs two processes needs the store of a database, because each process would handle the event.
 */
export function memoryStore({ maxEntries = 10_000, now = () => Date.now() }: MemoryStoreOptions = {}): DedupeStore {
  // What is no number, such as an unset variable, would be no limit.
  if (typeof maxEntries !== "number" || !(maxEntries >= 1)) {
    throw new WebhookVerificationError("invalid_options", ["maxEntries must be a number above 0."]);
  }
  const entries = new Map<string, Entry>();
  let tokens = 0;

  const current = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    return entry !== undefined && entry.expiresAt > now() ? entry : undefined;
  };
  const put = (key: string, entry: Entry): void => {
    // Deleted first, so that the map stays in the order of writing and its head is the oldest.
    entries.delete(key);
    if (entries.size >= maxEntries) forgetOne(entries, now());
    entries.set(key, entry);
  };

  return {
    async claim(key, { leaseMs }) {
      const entry = current(key);
      if (entry) return { state: entry.isDone ? "done" : "busy" };
      const token = String(++tokens);
      put(key, { token, isDone: false, expiresAt: now() + leaseMs });
      return { state: "new", token };
    },
    async complete(key, token, { ttlMs }) {
      const entry = current(key);
      if (entry === undefined || entry.token === token) put(key, { token, isDone: true, expiresAt: now() + ttlMs });
    },
    async release(key, token) {
      const entry = current(key);
      if (entry?.token === token && !entry.isDone) entries.delete(key);
    },
  };
}

// A claim in progress is kept as long as anything else can go: forgetting it would let two callers at one event.
function forgetOne(entries: Map<string, Entry>, nowMs: number): void {
  let oldest: string | undefined;
  for (const [key, entry] of entries) {
    oldest ??= key;
    if (entry.isDone || entry.expiresAt <= nowMs) {
      entries.delete(key);
      return;
    }
  }
  if (oldest !== undefined) entries.delete(oldest);
}
