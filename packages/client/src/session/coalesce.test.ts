import { expect, it } from "vitest";
import { coalesceInProcess } from "./coalesce.ts";

it("forgets results that were kept long enough, and failures at once", async () => {
  let now = 0;
  const coalesce = coalesceInProcess(10, { now: () => now });
  let made = 0;
  const make = async () => `result ${++made}`;

  await expect(coalesce("k", () => Promise.reject(new Error("No.")))).rejects.toThrow("No.");
  expect([await coalesce("k", make), await coalesce("k", make)]).toEqual(["result 1", "result 1"]);
  now = 11;
  expect(await coalesce("k", make)).toBe("result 2");
});

it("makes anew what never ended, and a late failure of that changes nothing", async () => {
  let now = 0;
  const coalesce = coalesceInProcess(10, { now: () => now });
  let fail = (_: Error) => {};
  const lost = coalesce("k", () => new Promise((_, reject) => (fail = reject)));
  const waiting = coalesce("k", async () => "second");
  now = 120_001;

  const again = await coalesce("k", async () => "third");
  fail(new Error("Late."));

  await expect(Promise.all([lost, waiting])).rejects.toThrow("Late.");
  expect([again, await coalesce("k", async () => "fourth")]).toEqual(["third", "third"]);
});

it("costs as much for the last of many sessions as for the first", async () => {
  const coalesce = coalesceInProcess();
  const start = performance.now();

  for (let index = 0; index < 30_000; index++) await coalesce(`key ${index}`, async () => "sealed");

  expect(performance.now() - start).toBeLessThan(2_000);
});
