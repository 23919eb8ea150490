import { expect } from "vitest";
import { type WorkosMatchers, workosMatchers } from "./matchers.ts";

export type { WorkosMatchers };

/** Adds the matchers to vitest's `expect`, and to its types: import this module in one of the `setupFiles`. */
expect.extend(workosMatchers);

declare module "vitest" {
  interface Matchers extends WorkosMatchers {}
}
