import { expect, it } from "vitest";
import { nextWindow, type Position } from "./position.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const now = Date.UTC(2026, 5, 1);
const times = { here: now, there: undefined };

it.each([
  ["of the last days", 3 * day, undefined],
  ["that ends in the future", 3 * day, 7 * day],
  ["that ends in a far future", 3 * day, 90 * day],
  ["that began a window and a minute ago", 30 * day + minute, undefined],
  ["that begins in the future", -3 * day, 7 * day],
])("never goes on behind what may still come: a range %s", (_, age, ahead) => {
  const start = now - age;
  const until = ahead === undefined ? undefined : new Date(now + ahead);

  const { next } = nextWindow({ since: new Date(start) }, until, times);

  const to = sinceOf(next) || start;
  expect(to).toBeLessThanOrEqual(Math.max(start, now - day));
  expect(to).toBeGreaterThanOrEqual(start);
});

it.each([1, 29, 31, 89, 400])("asks for no more than thirty days at once (%i days)", (days) => {
  for (const until of [undefined, new Date(now - day), new Date(now + 60 * day)]) {
    let position: Position = { since: new Date(now - days * day) };
    for (let isLast = false, count = 0; !isLast; count++) {
      const window = nextWindow(position, until, times);
      const { range_start = "", range_end } = window.query;
      if (range_end) expect(Date.parse(range_end) - Date.parse(range_start)).toBeLessThanOrEqual(30 * day);
      expect(count).toBeLessThan(20);
      isLast = window.isLast;
      if (window.next) position = window.next;
    }
  }
});

it("writes a time to the millisecond, in UTC, whatever zone it was given in", () => {
  const { query } = nextWindow(
    { since: new Date("2026-05-30T23:59:59.999+05:30") },
    new Date("2026-05-31T00:00:00.001-08:00"),
    times,
  );

  expect(query).toEqual({ range_start: "2026-05-30T18:29:59.999Z", range_end: "2026-05-31T08:00:00.001Z" });
});

function sinceOf(position: Position | undefined): number {
  return position !== undefined && "since" in position ? position.since.getTime() : Number.NaN;
}
