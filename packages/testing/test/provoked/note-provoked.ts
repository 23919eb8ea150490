import { appendFileSync } from "node:fs";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the errors are kept that requests have provoked in this run. */
    provokedFile: string;
  }
}

const noted = new Set<string>();

/** Keeps an error, as `operation status code`; the run's end compares all of them with the spec. */
export function noteProvoked(error: string | undefined): void {
  if (error === undefined || noted.has(error)) return;
  noted.add(error);
  appendFileSync(inject("provokedFile"), `${error}\n`);
}
