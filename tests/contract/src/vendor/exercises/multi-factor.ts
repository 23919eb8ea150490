import { generate } from "otplib";
import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const multiFactor: Exercise = {
  title: "standalone multi-factor authentication, with real codes",
  async run({ mock, workos }) {
    const totp = await workos.multiFactorAuth.enrollFactor({ type: "totp", issuer: "Tests", user: "ada@acme.test" });
    expect((await workos.multiFactorAuth.getFactor(totp.id)).type).toBe("totp");
    const challenge = await workos.multiFactorAuth.challengeFactor({ authenticationFactorId: totp.id });
    const code = await generate({ secret: (totp as { totp: { secret: string } }).totp.secret });
    const verified = await workos.multiFactorAuth.verifyChallenge({ authenticationChallengeId: challenge.id, code });
    expect(verified.valid).toBe(true);

    const sms = await workos.multiFactorAuth.enrollFactor({ type: "sms", phoneNumber: "+15005550006" });
    const sent = await workos.multiFactorAuth.challengeFactor({
      authenticationFactorId: sms.id,
      smsTemplate: "Your code is {{code}}",
    });
    const texted = mock.outbox.last("+15005550006")?.code ?? "";
    expect(
      (await workos.multiFactorAuth.verifyChallenge({ authenticationChallengeId: sent.id, code: texted })).valid,
    ).toBe(true);

    await workos.multiFactorAuth.deleteFactor(totp.id);
    await expect(workos.multiFactorAuth.getFactor(totp.id)).rejects.toMatchObject({ status: 404 });
  },
};
