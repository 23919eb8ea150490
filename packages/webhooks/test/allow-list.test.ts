import { expect, it } from "vitest";
import { isWorkOSAddress, WORKOS_ADDRESSES } from "../src/allow-list.ts";

it("is a list of nine addresses with the day it was read", () => {
  expect(WORKOS_ADDRESSES.addresses).toHaveLength(9);
  expect(WORKOS_ADDRESSES.readOn).toMatch(/^\d{4}-\d\d-\d\d$/);
});

it.each([
  ["3.217.146.166", true],
  ["::ffff:3.217.146.166", true],
  ["3.217.146.167", false],
  ["13.217.146.166", false],
  ["3.217.146.166, 10.0.0.1", false],
  ["", false],
  [undefined, false],
  [null, false],
])("tells %o: %o", (address, expected) => {
  expect(isWorkOSAddress(address)).toBe(expected);
});

it("takes the list of the day", () => {
  expect(isWorkOSAddress("203.0.113.9", ["203.0.113.9"])).toBe(true);
  expect(isWorkOSAddress("3.217.146.166", ["203.0.113.9"])).toBe(false);
});
