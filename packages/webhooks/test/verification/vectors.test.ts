import { describe, expect, it } from "vitest";
import { hmacSigner } from "#hmac";
import { computeSignatureSync, verifyHeaderSync } from "../../src/sync.ts";
import { computeSignature } from "../../src/verification/compute-signature.ts";
import { hmacSigner as syncSigner } from "../../src/verification/hmac-node.ts";
import { verifyHeader } from "../../src/verification/verify-header.ts";
import deliveries from "../vectors/deliveries.json" with { type: "json" };
import { rfc4231 } from "../vectors/rfc4231.ts";

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

describe("RFC 4231", () => {
  it.each(rfc4231)("agrees with case $number", async ({ key, data, mac }) => {
    const async = await hmacSigner(key)("", data);
    const sync = syncSigner(key)("", data);

    expect(async.slice(0, mac.length)).toBe(mac);
    expect(sync.slice(0, mac.length)).toBe(mac);
  });

  it("refuses the truncated tag of case 5 as a signature", async () => {
    const tag = rfc4231[4]?.mac;

    const outcome = verifyHeader({ payload: "x", sigHeader: `t=1, v1=${tag}`, secret: "x", tolerance: Infinity });

    await expect(outcome).rejects.toMatchObject({ code: "signature_mismatch" });
  });
});

describe("vectors in Wycheproof's kinds, answered by another implementation", () => {
  it("number at least 60, with truncated tags among them", () => {
    expect(deliveries.length).toBeGreaterThanOrEqual(60);
    expect(deliveries.filter(({ kind }) => kind === "truncated tag").length).toBeGreaterThanOrEqual(10);
  });

  it.each(deliveries)("$kind, $comment, is $result", async ({ key, timestamp, body, tag, result }) => {
    const options = {
      payload: bytes(body),
      sigHeader: `t=${timestamp}, v1=${tag}`,
      secret: bytes(key),
      tolerance: Infinity,
    };

    const accepted = await verifyHeader(options).then(
      () => "valid",
      () => "invalid",
    );

    expect(accepted).toBe(result);
    if (result === "valid") expect(verifyHeaderSync(options).timestamp).toBe(Number(timestamp));
    else expect(() => verifyHeaderSync(options)).toThrow(expect.objectContaining({ status: expect.any(Number) }));
  });

  it.each(deliveries.filter(({ result }) => result === "valid"))(
    "$kind, $comment, is signed alike",
    async ({ key, timestamp, body, tag }) => {
      expect(await computeSignature(timestamp, bytes(body), bytes(key))).toBe(tag);
      expect(computeSignatureSync(timestamp, bytes(body), bytes(key))).toBe(tag);
    },
  );
});
