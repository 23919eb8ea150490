import { expect } from "vitest";
import type { Exercise, VendorStage } from "../stage.ts";

const email = "ada@acme.test";
const password = "a long passphrase, not a word";
const phoneNumber = "+15005550006";

/** What a sign-in that needs a further step says about it. */
interface NextStep {
  readonly code: string;
  readonly pending_authentication_token: string;
  readonly email_verification_id: string;
  readonly radar_challenge_id: string;
}

async function nextStep({ mock, workos }: VendorStage): Promise<NextStep> {
  const tried = workos.userManagement.authenticateWithPassword({ clientId: mock.clientId, email, password });
  return tried.then(
    () => expect.unreachable("The sign-in needed no further step."),
    (error: { rawData: NextStep }) => error.rawData,
  );
}

export const signInSteps: Exercise = {
  title: "sign-ins that need a further step: verified address, organization, Radar's challenges",
  async run(stage) {
    const { mock, workos } = stage;
    const { userManagement } = workos;
    const { clientId, dashboard } = mock;
    const ada = await userManagement.createUser({ email, password });

    dashboard.settings.update({ require_email_verification: true });
    const unverified = await nextStep(stage);
    expect(unverified.code).toBe("email_verification_required");
    const verification = await userManagement.getEmailVerification(unverified.email_verification_id);
    expect(verification).toMatchObject({ userId: ada.id, email, code: mock.outbox.last(email)?.code });
    const verified = await userManagement.authenticateWithEmailVerification({
      clientId,
      code: verification.code,
      pendingAuthenticationToken: unverified.pending_authentication_token,
    });
    expect(verified.user).toMatchObject({ id: ada.id, emailVerified: true });

    dashboard.radar.nextVerdict({ verdict: "challenge", control: "impossible_travel", challenge: "email" });
    const mailed = await nextStep(stage);
    const byMail = await userManagement.authenticateWithRadarEmailChallenge({
      clientId,
      code: mock.outbox.last(email, "radar_challenge")?.code ?? "",
      radarChallengeId: mailed.radar_challenge_id,
      pendingAuthenticationToken: mailed.pending_authentication_token,
    });
    expect(byMail.user.id).toBe(ada.id);

    dashboard.radar.nextVerdict({ verdict: "challenge", challenge: "sms" });
    const { pending_authentication_token: pendingAuthenticationToken } = await nextStep(stage);
    const sent = await userManagement.sendRadarSmsChallenge({
      userId: ada.id,
      pendingAuthenticationToken,
      phoneNumber,
    });
    const bySms = await userManagement.authenticateWithRadarSmsChallenge({
      clientId,
      code: mock.outbox.last(phoneNumber)?.code ?? "",
      pendingAuthenticationToken,
      verificationId: sent.verificationId,
      phoneNumber: sent.phoneNumber,
    });
    expect(bySms.user.id).toBe(ada.id);

    const [acme, blue] = ["Acme", "Blue"].map((name) => dashboard.organizations.create({ name }));
    for (const organization of [acme, blue])
      dashboard.organizationMemberships.create({ user: ada.id, organization: organization?.id ?? "" });
    const undecided = await nextStep(stage);
    expect(undecided.code).toBe("organization_selection_required");
    const chosen = await userManagement.authenticateWithOrganizationSelection({
      clientId,
      organizationId: blue?.id ?? "",
      pendingAuthenticationToken: undecided.pending_authentication_token,
    });
    expect(chosen.organizationId).toBe(blue?.id);
  },
};
