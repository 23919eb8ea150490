import { generate } from "otplib";
import { describe, expect, it } from "vitest";
import { coded, email, signInKit } from "../../../test/sign-in-kit.ts";

describe("e-mail verification at sign-in", () => {
  async function unverified() {
    const kit = signInKit();
    kit.mock.dashboard.settings.update({ require_email_verification: true });
    await kit.api(`PUT /user_management/users/${kit.user.id}`, { email_verified: false });
    const { body, status } = await kit.signIn();
    const pending_authentication_token = body.pending_authentication_token;
    const code = () => kit.mock.outbox.last(email, "email_verification")?.code;
    const verify = (given: unknown) =>
      kit.grant("email-verification:code", { code: given, pending_authentication_token });
    return { ...kit, body, status, code, verify };
  }

  it("is asked for, and leads to tokens", async () => {
    const { status, body, api, code, verify, names } = await unverified();
    expect({ status, body }).toMatchObject(coded(403, "email_verification_required", { email }));
    expect((await api(`GET /user_management/email_verification/${body.email_verification_id}`)).body.code).toBe(code());

    expect(await verify("wrong")).toMatchObject(coded(400, "invalid_one_time_code"));
    const done = await verify(code());

    expect(done).toMatchObject({ status: 200, body: { user: { email_verified: true } } });
    expect((await names()).slice(2)).toEqual([
      "authentication.password_succeeded",
      "email_verification.created",
      "authentication.email_verification_failed",
      "authentication.email_verification_succeeded",
      "user.updated",
      "session.created",
    ]);
    expect(await verify(code())).toMatchObject(coded(400, "invalid_pending_authentication_token"));
  });

  it("refuses used and expired codes, and too many tries", async () => {
    const { mock, api, user, code, verify, signIn } = await unverified();
    await api(`POST /user_management/users/${user.id}/email_verification/confirm`, { code: code() });
    expect(await verify(code())).toMatchObject(coded(400, "one_time_code_previously_used"));
    for (let attempt = 0; attempt < 10; attempt++) await verify("wrong");
    expect(await verify("wrong")).toMatchObject(coded(400, "one_time_code_too_many_attempts"));

    await api(`PUT /user_management/users/${user.id}`, { email_verified: false });
    mock.dashboard.settings.update({ daily_email_quota: 0 });
    expect(await signIn()).toMatchObject(coded(429, "daily_quota_exceeded"));
  });

  it("refuses a token that is too old", async () => {
    const { mock, code, verify } = await unverified();
    await mock.clock.advance({ minutes: 10 });

    expect(await verify(code())).toMatchObject(coded(400, "invalid_pending_authentication_token"));
  });
});

describe("Magic Auth at sign-in", () => {
  it("takes the code once, and proves the address", async () => {
    const { mock, api, grant, names } = signInKit();
    await api("POST /user_management/magic_auth", { email: "new@acme.test" });
    const code = mock.outbox.last("new@acme.test")?.code;
    const redeem = (given: unknown) => grant("magic-auth:code", { email: "New@acme.test", code: given });

    expect(await redeem("wrong")).toMatchObject(coded(400, "invalid_one_time_code"));
    expect(await redeem(code)).toMatchObject({
      status: 200,
      body: { authentication_method: "MagicAuth", user: { email_verified: true } },
    });
    expect(await redeem(code)).toMatchObject(coded(400, "one_time_code_previously_used"));
    expect((await names()).slice(1)).toEqual([
      "user.created",
      "magic_auth.created",
      "authentication.magic_auth_failed",
      "authentication.magic_auth_succeeded",
      "user.updated",
      "session.created",
      "authentication.magic_auth_failed",
    ]);
  });

  it("refuses late and replaced codes, too many tries, and where it is off", async () => {
    const { mock, grant } = signInKit();
    const first = mock.dashboard.magicAuth.create({ email }).code;
    const { code } = mock.dashboard.magicAuth.create({ email });
    const redeem = (given: string) => grant("magic-auth:code", { email, code: given });

    expect(await redeem(first)).toMatchObject(coded(400, "invalid_one_time_code"));
    await mock.clock.advance({ minutes: 10 });
    expect(await redeem(code)).toMatchObject(coded(400, "one_time_code_expired"));
    for (let attempt = 0; attempt < 9; attempt++) await redeem("wrong");
    expect(await redeem("wrong")).toMatchObject(coded(400, "one_time_code_too_many_attempts"));
    const { authentication_methods } = mock.dashboard.settings.get();
    mock.dashboard.settings.update({ authentication_methods: { ...authentication_methods, magic_auth: false } });
    expect(await redeem(code)).toMatchObject(coded(403, "authentication_method_not_allowed"));
  });
});

describe("a second factor at sign-in", () => {
  it("must be enrolled where it is required", async () => {
    const { mock, api, user, signIn, grant } = signInKit();
    mock.dashboard.settings.update({ mfa: "required" });
    const { status, body } = await signIn();
    expect({ status, body }).toMatchObject(coded(403, "mfa_enrollment", { user: { id: user.id } }));

    const enrolled = (await api(`POST /user_management/users/${user.id}/auth_factors`, { type: "totp" })).body;
    const code = await generate({ secret: enrolled.authentication_factor.totp.secret });
    const done = await grant("mfa-totp", {
      code,
      pending_authentication_token: body.pending_authentication_token,
      authentication_challenge_id: enrolled.authentication_challenge.id,
    });

    expect(done).toMatchObject({ status: 200, body: { authentication_method: "Password" } });
  });

  async function challenged() {
    const kit = signInKit();
    kit.mock.dashboard.settings.update({ mfa: "optional" });
    const enrolled = (await kit.api(`POST /user_management/users/${kit.user.id}/auth_factors`, { type: "totp" })).body;
    const factor = enrolled.authentication_factor;
    const { status, body } = await kit.signIn();
    const challenge = (await kit.api(`POST /auth/factors/${factor.id}/challenge`, {})).body;
    const verify = (code: string, authentication_challenge_id = challenge.id) =>
      kit.grant("mfa-totp", {
        code,
        pending_authentication_token: body.pending_authentication_token,
        authentication_challenge_id,
      });
    return { ...kit, status, body, factor, challenge, verify };
  }

  it("is asked for once enrolled, and judged by RFC 6238", async () => {
    const { status, body, factor, verify, names } = await challenged();
    expect({ status, body }).toMatchObject(
      coded(403, "mfa_challenge", { authentication_factors: [{ id: factor.id, type: "totp" }] }),
    );

    expect(await verify("000000")).toMatchObject(coded(400, "invalid_one_time_code"));
    const done = await verify(await generate({ secret: factor.totp.secret }));

    expect(done.status).toBe(200);
    expect((await names()).slice(1)).toEqual([
      "authentication.password_succeeded",
      "authentication.mfa_failed",
      "authentication.mfa_succeeded",
      "session.created",
    ]);
  });

  it("refuses foreign, unknown and met challenges, and too many tries", async () => {
    const { mock, api, factor, challenge, verify } = await challenged();
    const other = mock.dashboard.users.create({ email: "bob@acme.test" });
    const foreign = (await api(`POST /user_management/users/${other.id}/auth_factors`, { type: "totp" })).body;

    expect(await verify("000000", foreign.authentication_challenge.id)).toMatchObject(coded(400, "user_mismatch"));
    expect((await verify("000000", "auth_challenge_1")).status).toBe(404);
    const code = await generate({ secret: factor.totp.secret });
    await api(`POST /auth/challenges/${challenge.id}/verify`, { code });
    expect(await verify(code)).toMatchObject(coded(400, "one_time_code_previously_used"));
    const fresh = (await api(`POST /auth/factors/${factor.id}/challenge`, {})).body;
    for (let attempt = 0; attempt < 10; attempt++) await verify("000000", fresh.id);
    expect(await verify("000000", fresh.id)).toMatchObject(coded(400, "one_time_code_too_many_attempts"));
  });
});
