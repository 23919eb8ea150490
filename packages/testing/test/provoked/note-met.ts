import { appendFileSync } from "node:fs";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the errors and events are kept that requests have met in this run. */
    metFile: string;
  }
}

const noted = new Set<string>();

/** Keeps an error, as `operation status code`, or an event, as `event name`; the run's end compares all with the spec. */
export function noteMet(what: string): void {
  if (noted.has(what)) return;
  noted.add(what);
  appendFileSync(inject("metFile"), `${what}\n`);
}
