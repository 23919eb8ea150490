import type { Core } from "../core/core.ts";
import { KitError, TimeoutError } from "../core/errors/errors.ts";
import { platform, type World } from "../core/world.ts";
import type { AuditLogExport } from "../generated/models.ts";
import { getAuditLogExport } from "../generated/operations/audit-logs.ts";

/** An export that will never be had: make a new one. */
export class AuditLogExportError extends KitError {
  static readonly kind = "AuditLogExportError";
  declare readonly name: "AuditLogExportError";
  /**
   * `failed`: the API could not make it. `expired`: it was made, and is gone. `changed`: the file is another one than the
   * part already downloaded came from. `refused`: the file could not be fetched, for the reason in `cause` or `status`.
   */
  declare readonly reason: "failed" | "expired" | "changed" | "refused";
  declare readonly id: string;
  declare readonly status: number | undefined;

  constructor(reason: AuditLogExportError["reason"], id: string, status?: number, cause?: unknown) {
    super(
      "AuditLogExportError",
      undefined,
      `The audit log export ${id} ${texts[reason]}.`,
      { reason, id, status },
      cause,
    );
  }
}

const texts = {
  failed: "could not be made",
  expired: "has expired: make a new one",
  changed: "is another file than before: start from its first byte",
  refused: "could not be downloaded",
} as const;

/** The wait took too long, not one of its requests. */
export class WaitTimeout extends TimeoutError {}

/** How long, and how often, an export is looked at. */
export interface WaitOptions {
  /** Ends the wait; it rejects with the reason. */
  signal?: AbortSignal | undefined;
  /** Longest time to wait, in milliseconds. @default 600_000 */
  timeoutMs?: number;
  /** Time between two looks, in milliseconds, 100 at least; grows by half each time, up to ten seconds. @default 1000 */
  intervalMs?: number;
  /** Called before each wait, for a progress line. */
  onWait?: (wait: { attempt: number; delayMs: number }) => void;
  /** Clock and sleep, for tests. @default the platform's */
  world?: Partial<World> | undefined;
}

/**
 * Waits until an export is ready, and gives it with its address, which works for ten minutes.
 *
 * @throws AuditLogExportError when it failed or expired; TimeoutError when it takes too long.
 */
export async function waitForAuditLogExport(
  client: Core,
  { id }: Pick<AuditLogExport, "id">,
  { signal, onWait, world, ...options }: WaitOptions = {},
): Promise<AuditLogExport & { url: string }> {
  const { now, sleep } = { ...platform, ...world };
  const timeoutMs = numberOr(600_000, options.timeoutMs);
  const endsAt = now() + timeoutMs;
  let delayMs = Math.min(Math.max(100, numberOr(1000, options.intervalMs)), 10_000);
  for (let attempt = 0; ; attempt++) {
    const found = await getAuditLogExport(client, { id }, { signal });
    if (found.state === "error") throw new AuditLogExportError("failed", id);
    if (found.state === "expired") throw new AuditLogExportError("expired", id);
    if (found.state === "ready" && found.url) return { ...found, url: found.url };
    const leftMs = endsAt - now();
    if (leftMs <= 0) throw new WaitTimeout({ method: "GET", route: "/audit_logs/exports/{id}" }, timeoutMs);
    const waitMs = Math.min(delayMs, leftMs);
    onWait?.({ attempt, delayMs: waitMs });
    await sleep(waitMs, signal);
    delayMs = Math.min(delayMs * 1.5, 10_000);
  }
}

// Of a setting that was not set, say: taken as it is, there would be no wait, or no end of it.
function numberOr(usual: number, given = usual): number {
  return Number.isNaN(given) ? usual : given;
}
