import { expect, it } from "vitest";
import { kills } from "./kills.ts";

it("loses nothing that was answered when it is killed under fifty connections, again and again", async () => {
  const { answered, unanswered, organizations, failures } = await kills(5);

  expect(failures).toEqual([]);
  expect(answered).toBeGreaterThan(50);
  // One kill came during a start, each other one in the middle of something.
  expect(unanswered).toBe(4 * 50);
  expect(organizations).toBeGreaterThan(20);
});
