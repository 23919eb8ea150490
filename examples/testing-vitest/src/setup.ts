// Adds toHaveReceived, toHaveEmitted and toHaveSent to `expect`, and to its types.
import "@workos-kit/testing/vitest";
