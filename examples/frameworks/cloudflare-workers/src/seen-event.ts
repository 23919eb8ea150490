// #region docs
import { DurableObject } from "cloudflare:workers";
import type { ClaimResult, DedupeStore } from "@workos-kit/webhooks/dedupe";

interface Entry {
  readonly token: string;
  readonly isDone: boolean;
  readonly expiresAt: number;
}

/** What is known of one event. An object for each: it does one thing at a time, and no event waits for another. */
export class SeenEvent extends DurableObject {
  claim(leaseMs: number): ClaimResult {
    const entry = this.#current();
    if (entry) return { state: entry.isDone ? "done" : "busy" };
    const token = crypto.randomUUID();
    this.#put({ token, isDone: false, expiresAt: Date.now() + leaseMs });
    return { state: "new", token };
  }

  complete(token: string, ttlMs: number): void {
    if ((this.#current()?.token ?? token) === token) this.#put({ token, isDone: true, expiresAt: Date.now() + ttlMs });
  }

  release(token: string): void {
    const entry = this.#current();
    if (entry?.token === token && !entry.isDone) this.ctx.storage.kv.delete("entry");
  }

  /** Called when the time has come: nothing is kept for good. */
  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }

  #current(): Entry | undefined {
    const entry = this.ctx.storage.kv.get<Entry>("entry");
    return entry && entry.expiresAt > Date.now() ? entry : undefined;
  }

  #put(entry: Entry): void {
    this.ctx.storage.kv.put("entry", entry);
    void this.ctx.storage.setAlarm(entry.expiresAt);
  }
}

/** A store of handled events that every isolate of the Worker shares. */
export function durableStore(events: DurableObjectNamespace<SeenEvent>): DedupeStore {
  return {
    claim: async (key, { leaseMs }) => await events.getByName(key).claim(leaseMs),
    complete: async (key, token, { ttlMs }) => await events.getByName(key).complete(token, ttlMs),
    release: async (key, token) => await events.getByName(key).release(token),
  };
}
// #endregion
