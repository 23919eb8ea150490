import type { WorkosMatchers } from "@workos-kit/testing/matchers";

declare module "expect" {
  // The parameters must be named as jest names them.
  interface Matchers<R extends void | Promise<void>, T = unknown> extends WorkosMatchers {}
}
