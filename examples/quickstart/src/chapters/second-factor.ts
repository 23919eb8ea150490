import { challengeFactor, enrollFactor, verifyChallenge } from "@workos-kit/client/operations";
import { generate } from "otplib";
import type { Stage } from "../stage.ts";
import { expect, type Story } from "../story.ts";

/** Enrols an authenticator app, and verifies a real code computed by another library. */
export async function enrolSecondFactor({ workos }: Stage, story: Story): Promise<void> {
  const factor = await enrollFactor(workos, { type: "totp", totp_issuer: "Quickstart", totp_user: "ada@acme.test" });
  const secret = factor.totp?.secret ?? "";
  const challenge = await challengeFactor(workos, { id: factor.id });

  const wrong = await verifyChallenge(workos, { id: challenge.id, code: "000000" });
  const right = await verifyChallenge(workos, { id: challenge.id, code: await generate({ secret }) });
  expect(!wrong.valid && right.valid, "only the real code is valid.");
  story.tell("Enrolled a TOTP factor: 000000 was refused, the code of an authenticator was accepted.");
}
