// #region docs
import { expect } from "bun:test";
import { type WorkosMatchers, workosMatchers } from "@workos-kit/testing/matchers";

expect.extend(workosMatchers as never); // bun types its matchers by their received value as unknown

declare module "bun:test" {
  interface Matchers<T> extends WorkosMatchers {}
}
// #endregion
