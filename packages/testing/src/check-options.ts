import { checkFields } from "./handlers/check-steering.ts";
import type { MockOptions } from "./mock.ts";

const known: readonly (keyof MockOptions)[] = [
  "seed",
  "start",
  "data",
  "strict",
  "apiKey",
  "clientId",
  "virtualTimeForVerifiers",
  "webhooks",
  "rateLimits",
  "journalLimit",
];

/**
 * Makes sure that options are what {@link MockOptions} says: plain JavaScript has no compiler that would notice.
 *
 * @throws TypeError naming the option.
 */
export function checkOptions(options: MockOptions): void {
  if (typeof options !== "object" || options === null) throw new TypeError("createMock takes one object of options.");
  checkFields("createMock", options, known);
  for (const name of ["apiKey", "clientId"] as const) {
    const value: unknown = options[name];
    // What cannot stand in a header can never be sent.
    if (value !== undefined && !(typeof value === "string" && /^[\x21-\x7e]+$/.test(value)))
      throw new TypeError(`\`${name}\` must be text without blanks.`);
  }
  const { journalLimit } = options;
  if (journalLimit !== undefined && !(journalLimit >= 0))
    throw new TypeError("`journalLimit` must be a number from 0.");
}

/** @throws TypeError for a name that no key could select. */
export function checkEnvironmentName(name: string): void {
  if (/^[\w-]{1,100}$/.test(name) && !name.startsWith("invalid")) return;
  throw new TypeError(
    `"${name}" is no name of an environment: up to 100 letters, digits, - and _ are, unless they begin with "invalid".`,
  );
}
