import { describe, expect, expectTypeOf, it } from "vitest";
import { EVENT_NAMES, isKnownEvent, SUBSCRIBABLE_EVENTS } from "../src/events.ts";
import {
  compareEvents,
  type EventData,
  type EventName,
  type EventOf,
  isEvent,
  isEventIn,
  isEventNamed,
  isStale,
  parseEventDate,
  type UnknownEvent,
  type WorkOSEvent,
} from "../src/index.ts";
import { createTestEvent } from "../src/testing.ts";

const unknown = (name: string): WorkOSEvent =>
  JSON.parse(`{"id":"event_1","event":"${name}","created_at":"","data":{"k":1}}`);

describe("the union", () => {
  it("narrows by switch, keeps the unknown event apart and is exhaustive", () => {
    const read = (event: WorkOSEvent): string => {
      switch (event.event) {
        case "user.created":
          expectTypeOf(event).toEqualTypeOf<EventOf<"user.created">>();
          return event.data.email;
        case "dsync.group.user_added":
          return event.data.group.id;
        // @ts-expect-error no event has this name: a typing mistake is found.
        case "user.craeted":
          return "";
        default:
          return event.event;
      }
    };

    expect(read(createTestEvent("user.created", { data: { email: "ada@example.com" } }))).toBe("ada@example.com");
    expect(read(unknown("brand.new"))).toBe("brand.new");
  });

  it("leaves only the unknown event when every name is handled", () => {
    const known = (event: WorkOSEvent): UnknownEvent | undefined => (isKnownEvent(event) ? undefined : event);

    expect(known(unknown("brand.new"))).toMatchObject({ data: { k: 1 } });
    expect(known(createTestEvent("user.created"))).toBeUndefined();
  });

  it("types data by name", () => {
    expectTypeOf<EventData<"user.created">["email"]>().toEqualTypeOf<string>();
    expectTypeOf<EventOf<"user.created">["event"]>().toEqualTypeOf<"user.created">();
    expectTypeOf<"dsync.user.created">().toExtend<EventName>();
  });
});

describe("guards", () => {
  it("recognise one of several names", () => {
    const check = (event: WorkOSEvent): boolean => {
      if (!isEvent(event, "user.created", "user.updated")) return false;
      const name: "user.created" | "user.updated" = event.event;
      return name.startsWith("user.");
    };

    expect(check(createTestEvent("user.updated"))).toBe(true);
    expect(check(createTestEvent("user.deleted"))).toBe(false);
  });

  it("recognise a group by whole words, newer events included", () => {
    expect(isEventIn(createTestEvent("dsync.user.created"), "dsync")).toBe(true);
    expect(isEventIn(createTestEvent("dsync.user.created"), "dsync.user")).toBe(true);
    expect(isEventIn(createTestEvent("dsync.user.created"), "dsync.us")).toBe(false);
    expect(isEventIn(unknown("dsync.brand_new"), "dsync")).toBe(true);
    const event: WorkOSEvent = createTestEvent("dsync.group.created");
    if (isEventIn(event, "dsync.group") && isKnownEvent(event))
      expectTypeOf(event.event).toExtend<`dsync.group.${string}`>();
  });

  it("recognise an event by a name that is not known yet", () => {
    expect(isEventNamed(unknown("brand.new"), "brand.new")).toBe(true);
    expect(isEventNamed(createTestEvent("user.created"), "brand.new")).toBe(false);
  });
});

describe("names", () => {
  it("are at least the 128 of today, alphabetised, with 93 that can be subscribed to", () => {
    expect(EVENT_NAMES.length).toBeGreaterThanOrEqual(128);
    expect([...EVENT_NAMES].sort()).toEqual(EVENT_NAMES);
    expect(SUBSCRIBABLE_EVENTS.length).toBeGreaterThanOrEqual(93);
    expect(SUBSCRIBABLE_EVENTS.filter((name) => !EVENT_NAMES.includes(name))).toEqual([]);
  });
});

describe("order", () => {
  const event = (created_at: string, id = "event_1") => ({ id, created_at });

  it("is by time, then by id", () => {
    const events = [
      event("2026-11-20T12:00:01.000Z"),
      event("2026-11-20T12:00:00.000Z", "event_2"),
      event("2026-11-20T12:00:00.000Z", "event_1"),
    ];

    expect(events.sort(compareEvents).map(({ created_at, id }) => created_at.slice(17, 19) + id)).toEqual([
      "00event_1",
      "00event_2",
      "01event_1",
    ]);
    expect(compareEvents(event("x"), event("x"))).toBe(0);
  });

  it("reads both spellings of dates as UTC", () => {
    expect(parseEventDate("2023-04-28 20:05:31.093")).toBe(Date.UTC(2023, 3, 28, 20, 5, 31, 93));
    expect(parseEventDate("2023-04-28T20:05:31.093Z")).toBe(Date.UTC(2023, 3, 28, 20, 5, 31, 93));
    expect(parseEventDate("2023-04-28T22:05:31+02:00")).toBe(Date.UTC(2023, 3, 28, 20, 5, 31));
  });

  it.each([
    ["2026-11-20T12:00:00.001Z", true],
    ["2026-11-20T12:00:00.000Z", false],
    ["2026-11-20 12:00:00.001", true],
    [Date.UTC(2026, 10, 20, 12), false],
    [new Date(Date.UTC(2026, 10, 20, 13)), true],
    [null, false],
    [undefined, false],
  ])("calls an event of noon stale against %o: %o", (stored, expected) => {
    expect(isStale({ created_at: "x", data: { updated_at: "2026-11-20T12:00:00.000Z" } }, stored)).toBe(expected);
    expect(isStale({ created_at: "2026-11-20T12:00:00.000Z", data: {} }, stored)).toBe(expected);
  });
});
