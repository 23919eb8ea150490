import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { parseUnverifiedEvent, parseVerifiedEvent } from "../../src/events/parse-event.ts";
import { SignatureVerificationException, WebhookVerificationError } from "../../src/index.ts";
import { computeSignatureSync, safeConstructEventSync } from "../../src/sync.ts";
import { computeSignature } from "../../src/verification/compute-signature.ts";
import { constructEvent, safeConstructEvent } from "../../src/verification/construct-event.ts";
import { createWebhooks } from "../../src/verification/create-webhooks.ts";
import { getTimestampAndSignatureHash } from "../../src/verification/signature-header.ts";
import { verifyHeader } from "../../src/verification/verify-header.ts";
import { body, delivery, header, hmac, noon, secret } from "./edge-table.ts";

describe("a genuine delivery", () => {
  it("tells when it was signed and which secret matched", async () => {
    const verified = await verifyHeader(delivery({ secret: ["whsec_new", secret] }));

    expect(verified).toEqual({ timestamp: noon, signedAt: new Date(noon), secretIndex: 1 });
  });

  it("reports the newest of two equal secrets", async () => {
    expect(await verifyHeader(delivery({ secret: [secret, secret] }))).toMatchObject({ secretIndex: 0 });
  });

  it("becomes a plain, unfrozen event with the names that were sent", async () => {
    const event = await constructEvent(delivery());

    expect(event).toEqual(JSON.parse(body));
    expect(Object.getPrototypeOf(event)).toBe(Object.prototype);
    expect(Object.isFrozen(event)).toBe(false);
  });

  it("does not share the parsed body it was given", async () => {
    const payload = JSON.parse(body);

    const event = await constructEvent(delivery({ payload }));

    expect(event).toEqual(payload);
    expect(event).not.toBe(payload);
  });

  it("keeps an event nobody knows exactly as sent", async () => {
    const sent = '{"id":"event_1","event":"brand.new","data":{"some_key":{"Other-Key":1}},"later_field":true}';

    const event = await constructEvent(delivery({ payload: sent, sigHeader: header(sent) }));

    expect(JSON.stringify(event)).toBe(sent);
  });

  it("keeps __proto__ an own key and pollutes nothing", async () => {
    const sent = '{"id":"event_1","event":"user.created","data":{"__proto__":{"polluted":true}}}';

    const event = await constructEvent(delivery({ payload: sent, sigHeader: header(sent) }));

    expect(Object.keys(event.data)).toEqual(["__proto__"]);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it("comes with its proof from the functions that do not throw", async () => {
    const expected = {
      ok: true,
      event: JSON.parse(body),
      verified: { timestamp: noon, signedAt: new Date(noon), secretIndex: 0 },
    };

    expect(await safeConstructEvent(delivery())).toEqual(expected);
    expect(safeConstructEventSync(delivery())).toEqual(expected);
  });
});

describe("createWebhooks", () => {
  it("takes the arrival time of one delivery", async () => {
    const webhooks = createWebhooks({ secret });

    await expect(webhooks.constructEvent({ payload: body, sigHeader: header(), now: noon })).resolves.toMatchObject({
      id: "event_01J8",
    });
  });

  it("is not changed by its list of secrets afterwards", async () => {
    const secrets = [secret];
    const webhooks = createWebhooks({ secret: secrets, now: noon });
    secrets[0] = "";

    await expect(webhooks.verifyHeader({ payload: body, sigHeader: header() })).resolves.toMatchObject({
      secretIndex: 0,
    });
  });

  it("signs with the first secret", async () => {
    const webhooks = createWebhooks({ secret: [secret, "old"] });

    expect(await webhooks.computeSignature(noon, body)).toBe(hmac(secret, noon, body));
  });

  it.each([
    ["an empty secret", { secret: "" }, "missing_secret"],
    ["a tolerance in seconds", { secret, tolerance: 180 }, "invalid_options"],
    ["nothing", undefined, "missing_secret"],
  ])("refuses %s at once", (_name, options, code) => {
    expect(() => createWebhooks(options as { secret: string })).toThrow(expect.objectContaining({ code }));
  });

  it("keeps deliveries apart that it verifies at the same time", async () => {
    const webhooks = createWebhooks({ secret: ["whsec_new", secret], tolerance: Infinity });
    const bodies = Array.from({ length: 60 }, (_, index) => `${index}${"é".repeat((index * 37) % 900)}`);

    for (const read of [(text: string) => text, (text: string) => new TextEncoder().encode(text)]) {
      const outcomes = await Promise.allSettled(
        bodies.map((text, index) =>
          webhooks.verifyHeader({
            payload: read(text),
            // Every third one brings the signature of its neighbour.
            sigHeader: header(index % 3 === 0 ? (bodies[index + 1] ?? "") : text),
          }),
        ),
      );

      expect(outcomes.map(({ status }) => status)).toEqual(
        bodies.map((_, index) => (index % 3 === 0 ? "rejected" : "fulfilled")),
      );
    }
  });

  it("hashes the body as it was handed over, whatever becomes of its memory", async () => {
    const webhooks = createWebhooks({ secret, now: noon });
    await webhooks.verifyHeader({ payload: body, sigHeader: header() });
    const payload = new TextEncoder().encode(body);

    const verified = webhooks.verifyHeader({ payload, sigHeader: header() });
    payload.fill(0);

    await expect(verified).resolves.toMatchObject({ secretIndex: 0 });
  });

  it("refuses a delivery that is no object", async () => {
    const webhooks = createWebhooks({ secret });

    await expect(webhooks.verifyHeader(undefined as never)).rejects.toMatchObject({ code: "missing_header" });
  });
});

describe("the error", () => {
  it("is the vendor's by name, by alias and across copies", async () => {
    const result = await safeConstructEvent(delivery({ secret: "other" }));

    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.error).toBeInstanceOf(SignatureVerificationException);
    expect(result.error.name).toBe("SignatureVerificationException");
    expect(new Error("another") instanceof WebhookVerificationError).toBe(false);
  });

  it("carries the figures of a clock that is off", async () => {
    const error = await verifyHeader(delivery({ now: noon + 245_000 })).catch((caught: unknown) => caught);

    expect(error).toMatchObject({
      code: "timestamp_too_old",
      details: { signedAt: noon, now: noon + 245_000, ageMs: 245_000, toleranceMs: 180_000 },
    });
  });

  it("has no stack trace when the header alone was enough, and leaves the limit as it was", async () => {
    const { stackTraceLimit } = Error;

    const forged = await verifyHeader(delivery({ sigHeader: "" })).catch((caught: Error) => caught);
    const mistaken = await verifyHeader(delivery({ secret: "another" })).catch((caught: Error) => caught);

    expect(forged).toMatchObject({ stack: "SignatureVerificationException: Webhook: missing_header." });
    expect(mistaken).toMatchObject({ stack: expect.stringMatching(/\n +at .*verify/) });
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });

  it("is the same where Error is frozen", () => {
    const script = `Object.freeze(Error);
      import("${new URL("../../src/verification/signature-header.ts", import.meta.url)}").then(({ parseSignatureHeader }) => {
        try { parseSignatureHeader(""); } catch (error) { console.log(error.code); }
      });`;

    expect(execFileSync(process.execPath, ["--eval", script], { encoding: "utf8" })).toBe("missing_header\n");
  });

  it("holds neither secret, body, header nor expected signature", async () => {
    const error = await constructEvent(
      delivery({ secret: "whsec_hush", payload: '{"hush":1}', sigHeader: header() }),
    ).catch((caught: unknown) => caught);
    const printed = [
      String(error),
      JSON.stringify(error),
      JSON.stringify(Object.getOwnPropertyDescriptors(error)),
    ].join();

    expect(printed).not.toMatch(/hush|v1=/);
    expect(printed).not.toContain(hmac("whsec_hush", noon, '{"hush":1}'));
    expect(printed).not.toContain(hmac(secret, noon, body));
  });

  it("does not quote a signed body that is not JSON", async () => {
    const sent = "password=hush";

    const error = await constructEvent(delivery({ payload: sent, sigHeader: header(sent) })).catch(
      (caught: Error) => caught,
    );

    expect(error).toMatchObject({ code: "invalid_payload" });
    expect(error).not.toHaveProperty("cause");
    expect(String(error)).not.toContain("hush");
  });
});

describe("the small functions", () => {
  it("computes the two documented samples", async () => {
    expect(await computeSignature(noon, "", "test_secret")).toBe(hmac("test_secret", noon, ""));
    expect(await computeSignature(noon, "\u{1f600}", "test_secret")).toBe(hmac("test_secret", noon, "\u{1f600}"));
    expect(await computeSignature(String(noon), JSON.parse(body), secret)).toBe(hmac(secret, noon, body));
  });

  it.each([
    ["an empty secret", [noon, body, ""], "missing_secret"],
    ["a stream", [noon, new ReadableStream(), secret], "unsupported_payload"],
    ["no timestamp", [undefined, body, secret], "invalid_options"],
  ])("refuses to sign with %s", async (_name, args, code) => {
    const [timestamp, payload, key] = args as [number, string, string];

    await expect(computeSignature(timestamp, payload, key)).rejects.toMatchObject({ code });
    expect(() => computeSignatureSync(timestamp, payload, key)).toThrow(expect.objectContaining({ code }));
  });

  it("takes a header apart, as a pair and as an object", () => {
    const parts = getTimestampAndSignatureHash("t=17, v1=aa, v1=bb");
    const [timestamp, signatureHash] = parts;

    expect([timestamp, signatureHash]).toEqual(["17", "aa"]);
    expect(parts).toMatchObject({ timestamp: "17", signatureHash: "aa", signatures: ["aa", "bb"] });
  });

  it("parses without verifying only under names that say so", () => {
    expect(parseUnverifiedEvent(body)).toEqual(parseVerifiedEvent(new TextEncoder().encode(body)));
    expect(() => parseUnverifiedEvent("{}")).toThrow(expect.objectContaining({ code: "invalid_payload" }));
  });
});
