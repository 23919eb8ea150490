import { eventNames } from "../generated/events.ts";

const names: ReadonlySet<string> = new Set(eventNames);

/** @throws TypeError for an event there is not, naming those of the same object. */
export function checkEvent(name: string): void {
  if (names.has(name)) return;
  const [family = ""] = String(name).split(".");
  const near = eventNames.filter((each) => each.startsWith(`${family}.`));
  throw new TypeError(
    `There is no event "${name}". ${near.length > 0 ? `Of ${family}: ${near.join(", ")}.` : "The spec lists all names."}`,
  );
}
