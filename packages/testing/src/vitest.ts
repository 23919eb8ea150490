import { expect } from "vitest";
import { type WorkosMatchers, workosMatchers } from "./matchers.ts";

export type { WorkosMatchers };

/** Adds the matchers to vitest's `expect`: put this module among the `setupFiles`. */
expect.extend(workosMatchers);

declare module "vitest" {
  interface Matchers extends WorkosMatchers {}
}
