import type { TimerSource } from "./clock.ts";
import { type BaseRow, defineTable } from "./definition.ts";
import type { World } from "./world.ts";

/** Work that waits for the clock. It is data, so that a snapshot can hold it. */
export interface Timer extends BaseRow {
  /** When it is due, in milliseconds since 1970. */
  readonly at: number;
  /** Names the function that runs it. */
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Runs one kind of timer. What it returns may be awaited by whoever advances the clock. */
export type TimerHandler = (world: World, payload: Readonly<Record<string, unknown>>) => Promise<void> | void;

export const timers = defineTable<Timer>({ name: "timers", label: "Timer", prefix: "timer" });

/** Connects a world's timers with its clock. */
export function timerSource(world: World, handlers: ReadonlyMap<string, TimerHandler>): TimerSource {
  return {
    nextAt() {
      let next: number | undefined;
      for (const timer of world.table(timers).walk()) if (next === undefined || timer.at < next) next = timer.at;
      return next;
    },
    runDue() {
      const now = world.clock.now();
      const due = world.rows(timers, { filter: (timer) => timer.at <= now }).sort((a, b) => a.at - b.at);
      for (const timer of due) world.table(timers).remove(timer.id);
      const running = due.map((timer) => handlers.get(timer.kind)?.(world, timer.payload)).filter(isPromise);
      return running.length > 0 ? Promise.all(running).then(() => undefined) : undefined;
    },
  };
}

function isPromise(value: unknown): value is Promise<void> {
  return value instanceof Promise;
}
