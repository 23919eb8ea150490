import { describe, expect, it } from "vitest";
import { EVENT_NAMES } from "../src/events.ts";
import { constructEventSync, generateTestHeaderSync, signPayloadSync } from "../src/sync.ts";
import { createTestEvent, createTestRequest, generateTestHeader, signedHeaders, signPayload } from "../src/testing.ts";
import { constructEvent } from "../src/verification/construct-event.ts";
import { hmac } from "./verification/edge-table.ts";

const secret = "whsec_test";

describe("signPayload", () => {
  it("gives what constructEvent accepts", async () => {
    const event = createTestEvent("user.created", { id: "event_1", data: { email: "ada@example.com" } });

    const { payload, sigHeader } = await signPayload(event, { secret });

    expect(await constructEvent({ payload, sigHeader, secret })).toEqual(event);
  });

  it("signs the bytes it was given", async () => {
    const bytes = Uint8Array.of(0x7b, 0xff, 0x7d);

    const { payload, headers, timestamp } = await signPayload(bytes, { secret, timestamp: 17 });

    expect(payload).toEqual(bytes);
    expect(timestamp).toBe(17);
    expect(headers["workos-signature"]).toBe(`t=17, v1=${hmac(secret, 17, bytes)}`);
  });

  it("signs once for each secret, as during a rotation", async () => {
    const header = await generateTestHeader("body", { secret: ["new", "old"], timestamp: 17 });

    expect(header).toBe(`t=17, v1=${hmac("new", 17, "body")}, v1=${hmac("old", 17, "body")}`);
  });

  it("refuses an empty secret", async () => {
    await expect(signedHeaders("body", { secret: "" })).rejects.toMatchObject({ code: "missing_secret" });
  });
});

describe("without promises", () => {
  it.each(["body", Uint8Array.of(0x7b, 0xff, 0x7d), { id: "event_1" }])("signs %o alike", async (body) => {
    const options = { secret: ["new", "old"], timestamp: 17 };

    expect(signPayloadSync(body, options)).toEqual(await signPayload(body, options));
    expect(generateTestHeaderSync(body, options)).toBe(await generateTestHeader(body, options));
  });

  it("gives what constructEventSync accepts", () => {
    const event = createTestEvent("user.created");

    expect(constructEventSync({ ...signPayloadSync(event, { secret }), secret })).toEqual(event);
  });

  it("refuses an empty secret", () => {
    expect(() => generateTestHeaderSync("body", { secret: "" })).toThrow(
      expect.objectContaining({ code: "missing_secret" }),
    );
  });
});

describe("createTestEvent", () => {
  it.each(["brand.new", "toString", undefined])("says what to do for %s, of which there is no example", (name) => {
    expect(() => createTestEvent(name as never)).toThrow(`no example of ${name}: sign`);
  });

  it.each(EVENT_NAMES)("knows %s", async (name) => {
    const event = createTestEvent(name);

    expect(event).toMatchObject({ event: name, id: expect.stringMatching(/^event_/), data: expect.any(Object) });
    expect(createTestEvent(name)).toEqual(event);
  });

  it("gives each caller a copy", () => {
    createTestEvent("user.created").data.email = "changed@example.com";

    expect(createTestEvent("user.created").data.email).not.toBe("changed@example.com");
  });
});

describe("createTestRequest", () => {
  it("is the request that WorkOS would send", async () => {
    const request = await createTestRequest(createTestEvent("organization.created"), {
      secret,
      url: "http://localhost/in",
    });
    const sigHeader = request.headers.get("WorkOS-Signature");

    expect(request).toMatchObject({ method: "POST", url: "http://localhost/in" });
    expect(await constructEvent({ payload: await request.text(), sigHeader, secret })).toMatchObject({
      event: "organization.created",
    });
  });
});
