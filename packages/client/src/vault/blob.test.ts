import { expect, it } from "vitest";
import { fromBase64, toBase64 } from "./blob.ts";

it.each([0, 1, 2, 3, 8189, 8190, 8191, 8192, 16_380, 16_381, 100_000])("writes %i bytes as base64", (count) => {
  const bytes = new Uint8Array(count).map((_, place) => place * 31);

  const text = toBase64(bytes);

  expect(text).toBe(Buffer.from(bytes).toString("base64"));
  expect(fromBase64(text)).toEqual(bytes);
});
