import { expect, it } from "vitest";
import { parseRetryAfterMs } from "./retry-after.ts";

it.each([
  ["2", 2000],
  ["0.5", 500],
  ["-1", 0],
  ["Thu, 01 Jan 1970 00:01:10 GMT", 10_000],
  ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
  ["soon", undefined],
  ["Infinity", undefined],
  ["", undefined],
  [null, undefined],
])("reads Retry-After %j as %j ms", (header, expected) => {
  expect(parseRetryAfterMs(header, 60_000)).toBe(expected);
});
