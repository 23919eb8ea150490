import type { Environment } from "./environment.ts";
import type { EventName } from "./generated/events.ts";
import type { OperationId } from "./generated/operation-types.ts";
import { differences } from "./handlers/differences.ts";
import type { RequestPattern } from "./handlers/journal.ts";
import { checkEvent } from "./handlers/known-event.ts";
import { checkOperation } from "./handlers/known-operation.ts";
import { events } from "./world/event-log.ts";

interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What the matchers look like on `expect(mock)`: for the declaration that adds them to a test runner's types. */
export interface WorkosMatchers {
  toHaveReceived(operation: OperationId, pattern?: RequestPattern): void;
  toHaveEmitted(event: EventName, data?: unknown): void;
  toHaveSent(to: string, pattern?: unknown): void;
}

/** Matchers for `expect.extend` of vitest and jest; with vitest, importing `@workos-kit/testing/vitest` is enough. */
export const workosMatchers = {
  /** The mock received a request of this operation that fits the pattern. */
  toHaveReceived(mock: Environment, operation: OperationId, pattern: RequestPattern = {}): MatcherResult {
    // From JavaScript a misspelt name would make `not.toHaveReceived` true for ever.
    checkMock("toHaveReceived", mock);
    checkOperation(operation);
    const count = mock.requests.of(operation, pattern).length;
    return {
      pass: count > 0,
      message: () =>
        count > 0 ? `${operation} was called ${count} times like this.` : mock.requests.explain(operation, pattern),
    };
  },
  /** The mock's log holds an event of this name whose data fits the pattern. */
  toHaveEmitted(mock: Environment, event: EventName, data: unknown = {}): MatcherResult {
    checkMock("toHaveEmitted", mock);
    checkEvent(event);
    const all = mock.world.rows(events, { where: { event } });
    const isFound = all.some((each) => differences(each.data, data).length === 0);
    const nearest = all.map((each) => `  - ${differences(each.data, data).join("; ")}`).slice(0, 3);
    const missing =
      all.length === 0
        ? `${event} was never emitted.`
        : `${event} was emitted, but never like this:\n${nearest.join("\n")}`;
    return { pass: isFound, message: () => (isFound ? `${event} was emitted like this.` : missing) };
  },
  /** The mock sent a message to this address or number that fits the pattern. */
  toHaveSent(mock: Environment, to: string, pattern: unknown = {}): MatcherResult {
    checkMock("toHaveSent", mock);
    if (typeof to !== "string") throw new TypeError("toHaveSent wants an e-mail address or a telephone number.");
    const all = mock.outbox.to(to);
    const isFound = all.some((each) => differences(each, pattern).length === 0);
    const kinds = all.map(({ kind }) => kind).join(", ") || "nothing";
    return {
      pass: isFound,
      message: () =>
        isFound
          ? `A message like this was sent to ${to}.`
          : `No message like this was sent to ${to}; sent was: ${kinds}.`,
    };
  },
};

function checkMock(matcher: string, value: unknown): void {
  if (!(value instanceof Object && "requests" in value && "outbox" in value))
    throw new TypeError(`${matcher} is asked of a mock or an environment: expect(mock).${matcher}(…).`);
}
