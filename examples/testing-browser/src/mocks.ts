// #region docs
import { createMock } from "@workos-kit/testing";
import { workosHandlers } from "@workos-kit/testing/msw";
import { setupWorker } from "msw/browser";

export const mock = createMock({ seed: 1, data: { users: { email: "ada@acme.test", first_name: "Ada" } } });

const worker = setupWorker(...workosHandlers(mock));

/** Await this before the first request: a service worker takes a moment. The page's own files are left to the network. */
export function startMocks(): Promise<unknown> {
  // MSW 3 has the first name, MSW 2 the second, and each ignores the other's.
  const unhandled = { onUnhandledFrame: "bypass", onUnhandledRequest: "bypass" } as const;
  return worker.start({ ...unhandled, quiet: true });
}
// #endregion
