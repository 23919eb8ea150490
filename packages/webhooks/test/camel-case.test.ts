import { describe, expect, expectTypeOf, it } from "vitest";
import { type CamelCaseEventOf, constructEvent, safeConstructEvent, toCamelCase, webhooks } from "../src/camel-case.ts";
import type { WorkOSEvent } from "../src/events/event-types.ts";
import { createTestEvent, signPayload } from "../src/testing.ts";

const secret = "whsec_camel";
/** An event as it comes out of the parser. */
const parsed = (text: string): WorkOSEvent => JSON.parse(text);

describe("toCamelCase", () => {
  it("converts every key and keeps dates as text", () => {
    const event = toCamelCase(createTestEvent("user.created", { data: { first_name: "Ada", last_sign_in_at: null } }));

    expect(event).toMatchObject({
      createdAt: expect.any(String),
      data: { firstName: "Ada", lastSignInAt: null, emailVerified: expect.any(Boolean) },
    });
    expect(JSON.stringify(event)).not.toContain("created_at");
  });

  it("leaves keys of open maps as the user wrote them", () => {
    const event = toCamelCase(
      createTestEvent("user.created", { data: { metadata: { cost_center: "a_b", "Kebab-key": "c" } } }),
    );

    expect(event.data).toMatchObject({ metadata: { cost_center: "a_b", "Kebab-key": "c" } });
  });

  it("leaves raw attributes of directories alone, nested lists included", () => {
    const raw_attributes = { some_list: [{ inner_key: 1 }] };
    const event = toCamelCase(createTestEvent("dsync.user.created", { data: { raw_attributes } }));

    expect(event.data).toMatchObject({ rawAttributes: raw_attributes });
  });

  it("converts previous attributes only where they have fields of their own", () => {
    const user = toCamelCase(createTestEvent("user.updated"));
    const context = { previous_attributes: { first_name: "Ada" } };
    const changed = toCamelCase({ ...createTestEvent("user.updated"), context });

    expect(user.context).toHaveProperty("previousAttributes");
    expect(changed.context).toMatchObject({ previousAttributes: { first_name: "Ada" } });
  });

  it("changes only the envelope of an event nobody knows", () => {
    const event = toCamelCase(
      parsed('{"id":"event_1","event":"brand.new","created_at":"x","data":{"some_key":{"a_b":1}},"context":{"c_d":2}}'),
    );

    expect(event).toEqual({
      id: "event_1",
      event: "brand.new",
      createdAt: "x",
      data: { some_key: { a_b: 1 } },
      context: { c_d: 2 },
    });
  });

  it("keeps __proto__ an own key", () => {
    const event = toCamelCase(
      parsed('{"id":"event_1","event":"user.created","data":{"__proto__":{"polluted_key":1}}}'),
    );

    expect(Object.keys(event.data)).toEqual(["__proto__"]);
    expect(Reflect.get({}, "pollutedKey")).toBeUndefined();
  });
});

describe("the drop-in", () => {
  it("verifies, constructs and types by name", async () => {
    const { payload, sigHeader } = await signPayload(createTestEvent("user.created"), { secret });

    const event = await constructEvent({ payload, sigHeader, secret, tolerance: 180_000 });

    if (event.event === "user.created") expectTypeOf(event.data.emailVerified).toEqualTypeOf<boolean>();
    expectTypeOf<CamelCaseEventOf<"user.created">["createdAt"]>().toEqualTypeOf<string>();
    expect(event.event).toBe("user.created");
  });

  it("has the four functions of the vendor's object", async () => {
    const { payload, sigHeader, timestamp } = await signPayload("{}", { secret });

    const [signedAt, hash] = webhooks.getTimestampAndSignatureHash(sigHeader);

    expect(Number(signedAt)).toBe(timestamp);
    expect(await webhooks.computeSignature(timestamp, payload, secret)).toBe(hash);
    expect(await webhooks.verifyHeader({ payload, sigHeader, secret })).toMatchObject({ secretIndex: 0 });
    await expect(webhooks.constructEvent({ payload, sigHeader, secret })).rejects.toMatchObject({
      code: "invalid_payload",
    });
  });

  it("gives outcomes as values too", async () => {
    const { payload, sigHeader } = await signPayload(createTestEvent("user.created"), { secret });

    expect(await safeConstructEvent({ payload, sigHeader, secret })).toMatchObject({
      ok: true,
      event: { event: "user.created" },
    });
    expect(await safeConstructEvent({ payload, sigHeader, secret: "" })).toMatchObject({
      ok: false,
      error: { code: "missing_secret" },
    });
  });
});
