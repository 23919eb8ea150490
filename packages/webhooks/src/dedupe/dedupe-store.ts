/** What a store says about a key: this caller may work on it, somebody else is at it, or it is finished. */
export type ClaimResult = { state: "new"; token: string } | { state: "busy" } | { state: "done" };

/**
 * Remembers which events were handled. A claim is a lease: when its holder dies, the event can be claimed again, so an
 * event is handled at least once and, once completed, never again.
 */
export interface DedupeStore {
  /** Takes the key for `leaseMs`, atomically: of two callers at the same moment, one gets `new`. */
  claim(key: string, options: { leaseMs: number }): Promise<ClaimResult>;
  /** Marks the key as finished for `ttlMs`. Does nothing when somebody else holds the key by now. */
  complete(key: string, token: string, options: { ttlMs: number }): Promise<void>;
  /** Gives the key back at once, after a failure. Does nothing when somebody else holds the key by now. */
  release(key: string, token: string): Promise<void>;
}
