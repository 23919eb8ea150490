import { expect } from "vitest";
import type { EventName } from "./generated/events.ts";
import type { OperationId } from "./generated/operation-types.ts";
import type { RequestPattern } from "./handlers/journal.ts";
import { workosMatchers } from "./matchers.ts";

/** Adds the matchers to vitest's `expect`: put this module among the `setupFiles`. */
expect.extend(workosMatchers);

/** What the matchers look like on `expect(mock)`. */
export interface WorkosMatchers {
  toHaveReceived(operation: OperationId, pattern?: RequestPattern): void;
  toHaveEmitted(event: EventName, data?: unknown): void;
  toHaveSent(to: string, pattern?: unknown): void;
}

declare module "vitest" {
  interface Matchers extends WorkosMatchers {}
}
