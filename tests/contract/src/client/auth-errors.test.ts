import { ApiError, type ErrorBodies, isApiError } from "@workos-kit/client";
import { authenticateWithPassword } from "@workos-kit/client/auth";
import { enrollUserAuthFactor, updateUser } from "@workos-kit/client/operations";
import { describe, expect, expectTypeOf, it } from "vitest";
import { email, failureOf, openStageWithUser, password } from "./stage.ts";

type Stage = Awaited<ReturnType<typeof openStageWithUser>>;

/** What makes a sign-in by password stop, by the code it stops with. */
const stops: Partial<Record<keyof ErrorBodies, { status: number; by: (stage: Stage) => unknown; carries?: string[] }>> =
  {
    email_verification_required: {
      status: 403,
      by: ({ mock, client, user }) => {
        mock.dashboard.settings.update({ require_email_verification: true });
        return updateUser(client, { id: user.id, email_verified: false });
      },
      carries: ["pending_authentication_token", "email", "email_verification_id"],
    },
    mfa_enrollment: {
      status: 403,
      by: ({ mock }) => mock.dashboard.settings.update({ mfa: "required" }),
      carries: ["pending_authentication_token", "user"],
    },
    mfa_challenge: {
      status: 403,
      by: ({ mock, client, user }) => {
        mock.dashboard.settings.update({ mfa: "optional" });
        return enrollUserAuthFactor(client, { user_id: user.id, type: "totp" });
      },
      carries: ["pending_authentication_token", "user", "authentication_factors"],
    },
    organization_selection_required: {
      status: 403,
      by: ({ join }) => [join("Acme"), join("Blue")],
      carries: ["pending_authentication_token", "user", "organizations"],
    },
    sso_required: {
      status: 400,
      by: ({ mock }) => {
        const organization = mock.dashboard.organizations.create({ name: "Acme", domains: ["acme.test"] });
        mock.dashboard.connections.create({ organization, type: "OktaSAML" });
        mock.dashboard.authentication.setPolicy({ organization, require_sso: true });
      },
      carries: ["email", "connection_ids", "pending_authentication_token"],
    },
    organization_authentication_methods_required: {
      status: 400,
      by: ({ mock, join }) => {
        mock.dashboard.authentication.setPolicy({ organization: join("Acme"), methods: ["GoogleOAuth"] });
      },
      carries: ["email", "sso_connection_ids", "auth_methods"],
    },
    radar_challenge: {
      status: 403,
      by: ({ mock }) => mock.dashboard.radar.nextVerdict({ verdict: "challenge" }),
      carries: ["pending_authentication_token", "radar_challenge_id", "email"],
    },
    radar_sign_up_challenge: {
      status: 403,
      by: ({ mock }) => mock.dashboard.radar.nextVerdict({ verdict: "challenge", challenge: "sms" }),
      carries: ["pending_authentication_token", "user"],
    },
    access_denied: {
      status: 400,
      by: ({ mock }) => mock.dashboard.radar.create({ type: "email", action: "block", entry: email }),
    },
    email_password_auth_disabled: {
      status: 403,
      by: ({ mock }) => {
        const { authentication_methods } = mock.dashboard.settings.get();
        mock.dashboard.settings.update({ authentication_methods: { ...authentication_methods, password: false } });
      },
    },
    ...Object.fromEntries(
      (["invalid_profile", "extra_attributes_required", "authentication_method_not_allowed"] as const).map((error) => [
        error,
        { status: 400, by: ({ mock }: Stage) => mock.dashboard.authentication.failNext({ error }) },
      ]),
    ),
    ...Object.fromEntries(
      (["passkey_progressive_enrollment", "application_consent_required"] as const).map((error) => [
        error,
        { status: 403, by: ({ mock }: Stage) => mock.dashboard.authentication.failNext({ error }) },
      ]),
    ),
  };

describe("a sign-in that stops", () => {
  it.each(Object.entries(stops))(
    "with %s is recognised by its code, and carries what the next step needs",
    async (code, stop) => {
      await using stage = await openStageWithUser();
      await stop.by(stage);

      const failure = await failureOf(authenticateWithPassword(stage.client, { email, password }));

      expect(isApiError(failure, code as keyof ErrorBodies)).toBe(true);
      if (!isApiError(failure)) return;
      expect(failure).toMatchObject({
        status: stop.status,
        code,
        method: "POST",
        route: "/user_management/authenticate",
      });
      expect(failure.requestId).toMatch(/./);
      expect(failure.message).not.toMatch(/undefined|correct-Horse/);
      for (const field of stop.carries ?? []) expect(failure.body).toHaveProperty(field);
      expect(JSON.stringify(failure)).not.toContain("pending_authentication_token");
    },
  );

  it("for too many attempts says how long to wait", async () => {
    await using stage = await openStageWithUser();
    stage.mock.faults.add({ kind: "rateLimit", retryAfterSeconds: 7 });

    const failure = await failureOf(authenticateWithPassword(stage.client, { email, password }, { retries: 0 }));

    expect(failure).toMatchObject({ status: 429, retryAfterSeconds: 7 });
  });
});

it("narrows the body by the code, at compile time too", () => {
  const read = (error: unknown) => {
    if (isApiError(error, "mfa_challenge")) {
      expectTypeOf(error.body.authentication_factors).toExtend<readonly { id: string }[] | undefined>();
      return error.body.authentication_factors?.map(({ id }) => id);
    }
    if (isApiError(error, "sso_required")) return error.body.connection_ids;
    // @ts-expect-error an error that was not narrowed has a body of unknown form.
    if (isApiError(error)) return error.body.connection_ids;
    return undefined;
  };
  const response = new Response(null, { status: 403 });
  const body = { code: "mfa_challenge", message: "MFA.", authentication_factors: [{ id: "auth_factor_1" }] };

  expect(read(new ApiError({ method: "POST", route: "/x" }, response, body, 0))).toEqual(["auth_factor_1"]);
});
