import { describe, expect, it } from "vitest";
import { constructAction, signActionResponse } from "../src/actions.ts";
import { signPayload } from "../src/testing.ts";
import { computeSignature } from "../src/verification/compute-signature.ts";

const secret = "whsec_action";
const body = { object: "user_registration_action_context", id: "action_1", user_data: { email: "ada@example.com" } };

describe("constructAction", () => {
  it("verifies and returns the context", async () => {
    expect(await constructAction({ ...(await signPayload(body, { secret })), secret })).toEqual(body);
  });

  it("allows 30 seconds, unless told otherwise", async () => {
    const signed = await signPayload(body, { secret, timestamp: 1_000_000 });

    await expect(constructAction({ ...signed, secret, now: 1_030_001 })).rejects.toMatchObject({
      code: "timestamp_too_old",
    });
    await expect(constructAction({ ...signed, secret, now: 1_030_000 })).resolves.toEqual(body);
    await expect(constructAction({ ...signed, secret, now: 1_030_001, tolerance: null as never })).rejects.toThrow();
    await expect(constructAction({ ...signed, secret, tolerance: "60000" as never })).rejects.toMatchObject({
      code: "invalid_options",
    });
    await expect(constructAction({ ...signed, secret, now: 1_100_000, toleranceSeconds: 120 })).resolves.toEqual(body);
  });

  it("refuses a forged request, and a signed body of another kind", async () => {
    const signed = await signPayload(body, { secret });

    await expect(constructAction({ ...signed, secret: "other" })).rejects.toMatchObject({ code: "signature_mismatch" });
    for (const other of ["null", "[]", "{}", '{"object":"event","id":"x"}', "no json"]) {
      await expect(constructAction({ ...(await signPayload(other, { secret })), secret })).rejects.toMatchObject({
        code: "invalid_payload",
      });
    }
  });
});

describe("signActionResponse", () => {
  it("signs the payload exactly as it is sent", async () => {
    const response = await signActionResponse(
      { type: "authentication", verdict: "Deny", errorMessage: "Closed." },
      secret,
      { now: () => 17 },
    );

    expect(response).toEqual({
      object: "authentication_action_response",
      payload: { timestamp: 17, verdict: "Deny", error_message: "Closed." },
      signature: await computeSignature(17, '{"timestamp":17,"verdict":"Deny","error_message":"Closed."}', secret),
    });
  });

  it("gives no message with Allow", async () => {
    const response = await signActionResponse({ type: "user_registration", verdict: "Allow" }, secret);

    expect(Object.keys(response.payload)).toEqual(["timestamp", "verdict"]);
  });

  it.each([
    [{ type: "other", verdict: "Allow" }, secret, "invalid_options"],
    [{ type: "authentication", verdict: "Maybe" }, secret, "invalid_options"],
    [{ type: "authentication", verdict: "Deny", errorMessage: "x".repeat(501) }, secret, "invalid_options"],
    [{ type: "authentication", verdict: "Allow" }, "", "missing_secret"],
  ])("refuses %o with secret %o", async (verdict, key, code) => {
    await expect(signActionResponse(verdict as never, key)).rejects.toMatchObject({ code });
  });
});
