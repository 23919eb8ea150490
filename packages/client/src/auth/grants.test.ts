import { describe, expect, it } from "vitest";
import { json, recorder, stillWorld } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import * as grants from "./grants.ts";
import { startMfaChallenge, startMfaEnrollment } from "./mfa.ts";

const tokens = { access_token: "a", refresh_token: "r", user: { id: "user_1" } };

describe("the grants", () => {
  it.each([
    [grants.authenticateWithCode, "authorization_code", { code: "c", code_verifier: "v" }],
    [grants.authenticateWithPassword, "password", { email: "a@b.test", password: "p" }],
    [grants.authenticateWithRefreshToken, "refresh_token", { refresh_token: "r" }],
    [grants.authenticateWithMagicAuth, "urn:workos:oauth:grant-type:magic-auth:code", { code: "1", email: "a@b.test" }],
    [
      grants.authenticateWithEmailVerification,
      "urn:workos:oauth:grant-type:email-verification:code",
      { code: "1", pending_authentication_token: "p" },
    ],
    [
      grants.authenticateWithEmailCompletion,
      "urn:workos:oauth:grant-type:email-completion",
      { email: "a@b.test", email_completion_token: "t" },
    ],
    [
      grants.authenticateWithTotp,
      "urn:workos:oauth:grant-type:mfa-totp",
      { code: "1", pending_authentication_token: "p", authentication_challenge_id: "c" },
    ],
    [
      grants.authenticateWithOrganizationSelection,
      "urn:workos:oauth:grant-type:organization-selection",
      { organization_id: "org_1", pending_authentication_token: "p" },
    ],
    [
      grants.authenticateWithRadarEmailChallenge,
      "urn:workos:oauth:grant-type:radar-email-challenge:code",
      { code: "1", radar_challenge_id: "r", pending_authentication_token: "p" },
    ],
    [
      grants.authenticateWithRadarSmsChallenge,
      "urn:workos:oauth:grant-type:radar-sms-challenge:code",
      { code: "1", verification_id: "v", phone_number: "+1", pending_authentication_token: "p" },
    ],
  ] as const)("%o sends %s with the client's credentials, once", async (grant, grant_type, input) => {
    const { client, requests } = setUp(json({}, 503), json(tokens));

    await expect(grant(client, input as never)).rejects.toMatchObject({ status: 503 });

    expect(requests).toHaveLength(1);
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
      client_id: "client_1",
      client_secret: "sk_test",
      grant_type,
      ...input,
    });
  });
});

describe("readPendingToken", () => {
  it("gives the token of a sign-in that stopped, and throws again what stopped for good", async () => {
    const stopped = setUp(
      json({ code: "radar_challenge", message: "R.", pending_authentication_token: "pending" }, 403),
    );
    const refused = setUp(json({ code: "invalid_credentials", message: "Wrong." }, 400));
    const failureOf = ({ client }: ReturnType<typeof setUp>) =>
      grants.authenticateWithPassword(client, { email: "a", password: "b" }).catch((error: unknown) => error);

    expect(grants.readPendingToken(await failureOf(stopped))).toBe("pending");
    const wrong = await failureOf(refused);
    expect(() => grants.readPendingToken(wrong)).toThrow(wrong as Error);
    expect(() => grants.readPendingToken(new Error("Other."))).toThrow("Other.");
  });
});

describe("the second factor", () => {
  const stop = {
    code: "mfa_challenge",
    message: "MFA.",
    pending_authentication_token: "pending",
    authentication_factors: [
      { id: "auth_factor_1", type: "totp" },
      { id: "auth_factor_2", type: "sms" },
    ],
    user: { id: "user_1" },
  };

  it("is challenged and verified, and a wrong code may be tried again", async () => {
    const wrong = json({ code: "invalid_one_time_code", message: "Wrong." }, 400);
    const { client, requests } = setUp(json(stop, 403), json({ id: "auth_challenge_1" }, 201), wrong, json(tokens));
    const failure = await grants
      .authenticateWithPassword(client, { email: "a", password: "b" })
      .catch((e: unknown) => e);

    const step = await startMfaChallenge(client, failure, { pick: (all) => all.find((each) => each.type === "sms") });
    await expect(step.verify("000000")).rejects.toMatchObject({ code: "invalid_one_time_code" });
    expect(await step.verify("123456", { ip_address: "192.0.2.1" })).toEqual(tokens);

    expect(requests[1]?.url.pathname).toBe("/auth/factors/auth_factor_2/challenge");
    expect(JSON.parse(requests[3]?.body ?? "")).toMatchObject({
      code: "123456",
      pending_authentication_token: "pending",
      authentication_challenge_id: "auth_challenge_1",
      ip_address: "192.0.2.1",
    });
  });

  it("is made first where the user has none", async () => {
    const enrolled = { authentication_factor: { id: "f" }, authentication_challenge: { id: "c" } };
    const { client, requests } = setUp(
      json({ ...stop, code: "mfa_enrollment" }, 403),
      json(enrolled, 201),
      json(tokens),
    );
    const failure = await grants
      .authenticateWithPassword(client, { email: "a", password: "b" })
      .catch((e: unknown) => e);

    const step = await startMfaEnrollment(client, failure, { totp_issuer: "App" });
    await step.verify("123456");

    expect(step.factor).toEqual({ id: "f" });
    expect(requests.map((each) => each.url.pathname)[1]).toBe("/user_management/users/user_1/auth_factors");
  });

  it.each([
    ["there is none", { ...stop, authentication_factors: undefined }, undefined],
    ["none was picked", stop, () => undefined],
  ])("is not challenged when %s", async (_, body, pick) => {
    const { client, requests } = setUp(json(body, 403));
    const failure = await grants
      .authenticateWithPassword(client, { email: "a", password: "b" })
      .catch((e: unknown) => e);

    const step = startMfaChallenge(client, failure, pick && { pick });

    await expect(step).rejects.toMatchObject({ name: "ConfigurationError", reason: "factor_missing" });
    expect(requests).toHaveLength(1);
  });

  it("rethrows an error that asks for something else", async () => {
    const { client, requests } = setUp(json({ ...stop, code: "radar_challenge" }, 403));
    const failure = await grants
      .authenticateWithPassword(client, { email: "a", password: "b" })
      .catch((e: unknown) => e);

    await expect(startMfaChallenge(client, new Error("Other."))).rejects.toThrow("Other.");
    await expect(startMfaChallenge(client, failure)).rejects.toBe(failure);
    await expect(startMfaEnrollment(client, failure)).rejects.toBe(failure);
    expect(requests).toHaveLength(1);
  });
});

function setUp(...replies: Parameters<typeof recorder>) {
  const { fetch, requests } = recorder(...replies);
  const options = { apiKey: "sk_test", clientId: "client_1", fetch, world: stillWorld() };
  return { client: createClient(options), requests };
}
