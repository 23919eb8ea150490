import { checkFields, checkScope, longestWaitMs } from "../handlers/check-steering.ts";
import type { DeliveryOptions } from "./deliveries.ts";
import { type RetrySchedule, retrySchedules } from "./delivery.ts";

/**
 * The schedule that the options name.
 *
 * @throws TypeError for options that would only be noticed, or not even then, when the first event is on its way.
 */
export function scheduleOf(options: DeliveryOptions): RetrySchedule {
  const { schedule = "production", send, timeoutMs, duplicates } = options;
  checkFields("`webhooks`", options, ["schedule", "send", "timeoutMs", "duplicates", "isShuffled"]);
  if (send !== undefined && typeof send !== "function") throw new TypeError("`webhooks.send` must be a function.");
  if (timeoutMs !== undefined && !(timeoutMs > 0 && timeoutMs <= longestWaitMs))
    throw new TypeError(`\`webhooks.timeoutMs\` must be a number above 0, and not above ${longestWaitMs}.`);
  checkScope("`webhooks.duplicates`", { probability: duplicates });
  if (typeof schedule !== "string") return checked(schedule);
  if (Object.hasOwn(retrySchedules, schedule)) return retrySchedules[schedule];
  throw new TypeError(`There is no schedule "${schedule}". Known: ${Object.keys(retrySchedules).join(", ")}.`);
}

function checked(schedule: RetrySchedule): RetrySchedule {
  const { retries, firstDelayMs, factor } = schedule;
  if (Number.isInteger(retries) && retries >= 0 && firstDelayMs >= 0 && factor > 0) return schedule;
  throw new TypeError(
    "A schedule wants retries, firstDelayMs and factor: a whole number, and two numbers from 0 and above 0.",
  );
}
