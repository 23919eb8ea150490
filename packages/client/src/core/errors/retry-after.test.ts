import { expect, it } from "vitest";
import { retryAfterSeconds } from "./retry-after.ts";

it.each([
  ["2", 2],
  ["0.5", 0.5],
  ["-1", 0],
  ["Thu, 01 Jan 1970 00:01:10 GMT", 10],
  ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
  ["soon", undefined],
  ["5, 5", undefined],
  ["Infinity", undefined],
  ["", undefined],
  [null, undefined],
])("reads Retry-After %j as %j seconds", (header, expected) => {
  const headers = new Headers(header === null ? {} : { "retry-after": header });

  expect(retryAfterSeconds(headers, 60_000)).toBe(expected);
});
