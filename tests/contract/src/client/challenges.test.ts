import { isApiError } from "@workos-kit/client";
import {
  authenticateWithPassword,
  authenticateWithRadarEmailChallenge,
  authenticateWithRadarSmsChallenge,
  authenticateWithTotp,
  readPendingToken,
  startMfaChallenge,
  startMfaEnrollment,
} from "@workos-kit/client/auth";
import { challengeFactor, enrollUserAuthFactor, sendRadarSmsChallenge } from "@workos-kit/client/operations";
import { generate } from "otplib";
import { describe, expect, it } from "vitest";
import { email, failureOf, openStageWithUser, password } from "./stage.ts";

const phone_number = "+15005550006";

describe("a second factor", () => {
  it("is enrolled where it is required, from the pending token alone", async () => {
    await using stage = await openStageWithUser();
    stage.mock.dashboard.settings.update({ mfa: "required" });
    const stop = await failureOf(authenticateWithPassword(stage.client, { email, password }));
    expect(isApiError(stop, "mfa_enrollment")).toBe(true);

    const step = await startMfaEnrollment(stage.client, stop, { totp_issuer: "Acme" });
    const done = await step.verify(await generate({ secret: secretOf(step.factor) }));

    expect(done.user.id).toBe(stage.user.id);
    expect(step.factor.totp?.qr_code).toMatch(/^data:image/);
  });

  it("is challenged, and a wrong code may be followed by the right one", async () => {
    await using stage = await openStageWithUser();
    const { secret } = await enrolled(stage);
    const stop = await failureOf(authenticateWithPassword(stage.client, { email, password }));
    expect(isApiError(stop, "mfa_challenge")).toBe(true);

    const step = await startMfaChallenge(stage.client, stop);

    await expect(step.verify("000000")).rejects.toMatchObject({ code: "invalid_one_time_code" });
    expect((await step.verify(await generate({ secret }))).user.id).toBe(stage.user.id);
  });

  it("is verified by the plain grant too", async () => {
    await using stage = await openStageWithUser();
    const { secret, id } = await enrolled(stage);
    const stop = await failureOf(authenticateWithPassword(stage.client, { email, password }));
    if (!isApiError(stop, "mfa_challenge")) throw stop;
    const challenge = await challengeFactor(stage.client, { id });

    const done = await authenticateWithTotp(stage.client, {
      code: await generate({ secret }),
      pending_authentication_token: readPendingToken(stop),
      authentication_challenge_id: challenge.id,
    });

    expect(done.user.id).toBe(stage.user.id);
  });
});

describe("a Radar challenge", () => {
  it("by e-mail is met with the code that was mailed", async () => {
    await using stage = await openStageWithUser();
    stage.mock.dashboard.radar.nextVerdict({ verdict: "challenge", control: "unrecognized_device" });
    const stop = await failureOf(authenticateWithPassword(stage.client, { email, password }));
    if (!isApiError(stop, "radar_challenge")) throw stop;
    const { radar_challenge_id = "" } = stop.body;
    const pending_authentication_token = readPendingToken(stop);
    const code = stage.mock.outbox.last(email, "radar_challenge")?.code ?? "";

    const input = { code, pending_authentication_token, radar_challenge_id };
    const done = await authenticateWithRadarEmailChallenge(stage.client, input);

    expect(done.user.id).toBe(stage.user.id);
  });

  it("by text message is met with the code that was texted, at sign-up and at sign-in", async () => {
    await using stage = await openStageWithUser();
    for (const expected of ["radar_sign_up_challenge", "radar_sms_sign_in_challenge"]) {
      stage.mock.dashboard.radar.nextVerdict({ verdict: "challenge", control: "bot_detection", challenge: "sms" });
      const stop = await failureOf(authenticateWithPassword(stage.client, { email, password }));
      if (!isApiError(stop, "radar_sign_up_challenge") && !isApiError(stop, "radar_sms_sign_in_challenge")) throw stop;
      expect(stop.code).toBe(expected);
      const pending_authentication_token = readPendingToken(stop);
      const sent = await sendRadarSmsChallenge(stage.client, {
        user_id: stage.user.id,
        pending_authentication_token,
        phone_number,
      });

      const done = await authenticateWithRadarSmsChallenge(stage.client, {
        code: stage.mock.outbox.last(phone_number)?.code ?? "",
        pending_authentication_token,
        phone_number,
        verification_id: sent.verification_id,
      });

      expect(done.user.id).toBe(stage.user.id);
    }
  });
});

async function enrolled(stage: Awaited<ReturnType<typeof openStageWithUser>>) {
  stage.mock.dashboard.settings.update({ mfa: "optional" });
  const { authentication_factor } = await enrollUserAuthFactor(stage.client, { user_id: stage.user.id, type: "totp" });
  return { secret: secretOf(authentication_factor), id: authentication_factor.id };
}

function secretOf(factor: { totp?: { secret?: string } }): string {
  return factor.totp?.secret ?? "";
}
