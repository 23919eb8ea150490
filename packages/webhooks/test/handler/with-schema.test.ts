import { expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import type { EventOf } from "../../src/events/event-types.ts";
import { withSchema } from "../../src/handler.ts";
import { createTestEvent, createTestRequest } from "../../src/testing.ts";
import { handlerUnderTest, outcome, secret } from "./deliver.ts";

const schema = z.object({ id: z.string(), metadata: z.object({ seats: z.coerce.number().int() }) });
const userWith = (seats: string) =>
  createTestRequest(createTestEvent("user.created", { id: seats, data: { metadata: { seats } } }), { secret });

it("gives the handler what the schema makes of the data, typed", async () => {
  const seen: unknown[] = [];
  const hooks = handlerUnderTest().on(
    "user.created",
    withSchema(schema, (data, event, { verified }) => {
      expectTypeOf(data.metadata.seats).toEqualTypeOf<number>();
      expectTypeOf(event).toEqualTypeOf<EventOf<"user.created">>();
      seen.push(data.metadata, event.data.metadata, verified.secretIndex);
    }),
  );

  expect((await hooks.fetch(await userWith("12"))).status).toBe(200);
  expect(seen).toEqual([{ seats: 12 }, { seats: "12" }, 0]);
});

it("leaves an event that the schema refuses for another delivery, and reports why", async () => {
  const hooks = handlerUnderTest().on(
    "user.created",
    withSchema(schema, () => {
      throw new Error("The handler ran.");
    }),
  );

  expect(await outcome(hooks.fetch(await userWith("twelve")))).toEqual([500, { error: "handler_failed" }]);
  expect(hooks.errors).toMatchObject([
    { message: "The schema refuses the data of user.created.", cause: [{ path: ["metadata", "seats"] }] },
  ]);
  expect(String(hooks.errors[0])).not.toContain("twelve");
});

it("waits for schemas that take their time", async () => {
  const slow = { "~standard": { validate: async (value: unknown) => ({ value: [value].length }) } };
  const seen: number[] = [];
  const hooks = handlerUnderTest().on(
    "user.created",
    withSchema(slow, (data) => seen.push(data)),
  );

  expect((await hooks.fetch(await userWith("1"))).status).toBe(200);
  expect(seen).toEqual([1]);
});
