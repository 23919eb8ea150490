import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifyHeaderSync } from "../../src/sync.ts";
import { generateTestHeader, signPayload } from "../../src/testing/sign-payload.ts";
import { constructEvent } from "../../src/verification/construct-event.ts";
import { verifyHeader } from "../../src/verification/verify-header.ts";
import { body, header, hmac, noon, secret } from "./edge-table.ts";

/** A copy with one bit flipped. */
function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice();
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
const bytes = new TextEncoder().encode(body);
const common = { sigHeader: header(), secret, now: noon };

describe("one flipped bit", () => {
  it("anywhere in the body is refused", async () => {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const options = { ...common, payload: flipBit(bytes, bit) };

      expect(() => verifyHeaderSync(options)).toThrow(expect.objectContaining({ code: "signature_mismatch" }));
      if (bit % 16 === 0) await expect(verifyHeader(options)).rejects.toMatchObject({ code: "signature_mismatch" });
    }
  });

  it("anywhere in the signature is refused", () => {
    const mac = Buffer.from(hmac(secret, noon, body), "hex");
    for (let bit = 0; bit < 256; bit++) {
      const sigHeader = `t=${noon}, v1=${Buffer.from(flipBit(mac, bit)).toString("hex")}`;

      expect(() => verifyHeaderSync({ ...common, payload: body, sigHeader })).toThrow(
        expect.objectContaining({ code: "signature_mismatch" }),
      );
    }
  });

  it("anywhere in the secret is refused", () => {
    const key = new TextEncoder().encode(secret);
    for (let bit = 0; bit < key.length * 8; bit++) {
      expect(() => verifyHeaderSync({ ...common, payload: body, secret: flipBit(key, bit) })).toThrow(
        expect.objectContaining({ code: "signature_mismatch" }),
      );
    }
  });

  it("anywhere in the header never makes another delivery of it", () => {
    const text = new TextEncoder().encode(header());
    for (let bit = 0; bit < text.length * 8; bit++) {
      const sigHeader = new TextDecoder("latin1").decode(flipBit(text, bit));
      let accepted: number | undefined;
      try {
        accepted = verifyHeaderSync({ ...common, payload: body, sigHeader }).timestamp;
      } catch {
        // Refused, as nearly all of them are.
      }

      // What may pass is the same statement in another spelling: capital hex, or other white space.
      if (accepted !== undefined) expect(sigHeader.toLowerCase().replace(/\s/g, "")).toBe(header().replace(/\s/g, ""));
    }
  });
});

describe("for any body and secret", () => {
  const anyBody = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: "grapheme", maxLength: 100 }));
  const anySecret = fc.oneof(
    fc.string({ unit: "binary", minLength: 1 }).filter((text) => text.trim() !== ""),
    fc.uint8Array({ minLength: 1, maxLength: 200 }),
  );
  const anyTime = fc.integer({ min: 1, max: 999_999_999_999_999 });

  it("what was signed verifies, and agrees with another implementation", async () => {
    await fc.assert(
      fc.asyncProperty(anyBody, anySecret, anyTime, async (payload, key, timestamp) => {
        const sigHeader = await generateTestHeader(payload, { secret: key, timestamp });
        const options = { payload, sigHeader, secret: key, now: timestamp };

        expect(sigHeader).toBe(`t=${timestamp}, v1=${hmac(key, timestamp, payload)}`);
        expect(await verifyHeader(options)).toEqual(verifyHeaderSync(options));
      }),
    );
  });

  it("another body, secret or time does not", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyBody,
        anySecret,
        anyTime,
        anyBody,
        anySecret,
        async (payload, key, timestamp, other, otherKey) => {
          const sigHeader = await generateTestHeader(payload, { secret: key, timestamp });
          const isOther = Buffer.compare(Buffer.from(payload), Buffer.from(other)) !== 0;
          const isOtherKey = Buffer.compare(pad(key), pad(otherKey)) !== 0;

          if (isOther)
            await expect(
              verifyHeader({ payload: other, sigHeader, secret: key, now: timestamp }),
            ).rejects.toMatchObject({ code: "signature_mismatch" });
          if (isOtherKey)
            await expect(verifyHeader({ payload, sigHeader, secret: otherKey, now: timestamp })).rejects.toMatchObject({
              code: "signature_mismatch",
            });
        },
      ),
    );
  });

  it("any JSON object comes back as it was", async () => {
    const data = fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue({ maxDepth: 3 }));
    await fc.assert(
      fc.asyncProperty(data, fc.string({ minLength: 1 }), async (fields, event) => {
        const sent = JSON.stringify({ id: "event_1", event, data: fields });
        const signed = await signPayload(sent, { secret });

        const received = await constructEvent({ ...signed, secret });

        expect(JSON.stringify(received)).toBe(sent);
        expect(await constructEvent({ ...signed, payload: JSON.parse(sent), secret })).toEqual(JSON.parse(sent));
      }),
    );
  });
});

// HMAC pads keys with zero bytes: keys that differ only in those are the same key.
function pad(key: string | Uint8Array): Buffer {
  const bytes = Buffer.from(key);
  return bytes.length > 64 ? bytes : Buffer.concat([bytes, Buffer.alloc(64 - bytes.length)]);
}
