import { generate } from "otplib";
import { describe, expect, it } from "vitest";
import { type Api, checkedMock } from "../../../test/checked-mock.ts";
import { totpCode } from "./totp.ts";

const totp = { type: "totp", totp_issuer: "Acme", totp_user: "ada@acme.test" };

async function challengeOf(api: Api, factor: unknown) {
  const enrolled = (await api("POST /auth/factors/enroll", factor)).body;
  const challenge = (await api(`POST /auth/factors/${enrolled.id}/challenge`, {})).body;
  const verify = (code: string) => api(`POST /auth/challenges/${challenge.id}/verify`, { code });
  return { enrolled, challenge, verify };
}

describe("totpCode", () => {
  it.each([
    [59, "287082"],
    [1111111109, "081804"],
    [1234567890, "005924"],
    [20000000000, "353130"],
  ])("gives the digits of RFC 6238 at %i seconds", async (seconds, digits) => {
    // The RFC's secret is the text 12345678901234567890.
    expect(await totpCode("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Math.floor(seconds / 30))).toBe(digits);
  });
});

describe("multi-factor authentication", () => {
  it("accepts the code an authenticator app makes, once", async () => {
    const { api } = checkedMock();
    const { enrolled, challenge, verify } = await challengeOf(api, totp);
    const code = await generate({ secret: enrolled.totp.secret });

    const verified = await verify(code);

    expect(verified.status).toBe(201);
    expect(verified.body).toMatchObject({ valid: true, challenge: { id: challenge.id } });
    expect(challenge).not.toHaveProperty("expires_at");
    expect((await verify(code)).body.code).toBe("authentication_challenge_previously_verified");
  });

  it("refuses the code of a step that was used, also for another challenge", async () => {
    const { mock, api } = checkedMock();
    const { enrolled, verify } = await challengeOf(api, totp);
    const code = await mock.dashboard.mfa.totpCode({ factor: enrolled.id });
    await verify(code);
    const next = (await api(`POST /auth/factors/${enrolled.id}/challenge`, {})).body;

    expect((await api(`POST /auth/challenges/${next.id}/verify`, { code })).body.valid).toBe(false);
  });

  it("gives a code to one of two requests at the same time", async () => {
    const { mock, api } = checkedMock();
    const { enrolled, verify } = await challengeOf(api, totp);
    const code = await mock.dashboard.mfa.totpCode({ factor: enrolled.id });

    const statuses = (await Promise.all([verify(code), verify(code)])).map(({ status }) => status);

    expect(statuses.sort()).toEqual([201, 422]);
  });

  it("allows a clock that is one step off, and no more", async () => {
    const { mock, api } = checkedMock({ virtualTimeForVerifiers: true });
    const { enrolled, verify } = await challengeOf(api, totp);
    const at = (steps: number) => mock.dashboard.mfa.totpCode({ factor: enrolled.id, steps });

    expect((await verify(await at(2))).body.valid).toBe(false);
    expect((await verify(await at(-1))).body.valid).toBe(true);
  });

  it("shows the secret at enrolment alone", async () => {
    const { api } = checkedMock();
    const { enrolled } = await challengeOf(api, totp);

    expect(enrolled.totp.uri).toContain(`secret=${enrolled.totp.secret}`);
    expect(enrolled.totp.qr_code).toMatch(/^data:image\/png;base64,/);
    expect((await api(`GET /auth/factors/${enrolled.id}`)).body.totp).toEqual({
      issuer: "Acme",
      user: "ada@acme.test",
    });
  });

  it("draws a code for names of any length", async () => {
    const { api } = checkedMock();
    const enrolled = await api("POST /auth/factors/enroll", { ...totp, totp_issuer: "x".repeat(500) });

    expect(enrolled.body.totp.qr_code).toMatch(/^data:image\/png;base64,/);
  });

  it("texts a code that lives ten minutes", async () => {
    const { mock, api } = checkedMock();
    const { enrolled, verify } = await challengeOf(api, { type: "sms", phone_number: "+15005550006" });
    await api(`POST /auth/factors/${enrolled.id}/challenge`, { sms_template: "Acme: {{code}}" });
    expect(mock.outbox.last("+15005550006")?.text).toMatch(/^Acme: \d{6}$/);
    const [first] = mock.outbox.to("+15005550006");

    expect((await verify("000000x")).body.valid).toBe(false);
    expect((await verify(String(first?.code))).body.valid).toBe(true);
  });

  it("refuses an expired challenge and too many tries", async () => {
    const { mock, api } = checkedMock();
    const { verify } = await challengeOf(api, { type: "sms", phone_number: "+15005550006" });
    for (let attempt = 0; attempt < 10; attempt++) await verify("wrong");

    expect((await verify("wrong")).body.code).toBe("one_time_code_too_many_attempts");
    await mock.clock.advance({ minutes: 10 });
    expect((await verify("wrong")).body.code).toBe("authentication_challenge_expired");
  });

  it("hands the code of a generic factor to the caller", async () => {
    const { api } = checkedMock();
    const { challenge, verify } = await challengeOf(api, { type: "generic_otp" });

    expect((await verify(challenge.code)).body.valid).toBe(true);
  });

  it.each([
    [{ type: "sms" }, "phone_number"],
    [{ type: "totp", totp_issuer: "Acme" }, "totp_user"],
    [{ type: "smoke" }, "type"],
  ])("refuses to enrol %j", async (body, field) => {
    const { api } = checkedMock();

    const refused = await api("POST /auth/factors/enroll", body);

    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([{ field }]);
  });

  it("forgets the challenges of a deleted factor", async () => {
    const { api } = checkedMock();
    const { enrolled, verify } = await challengeOf(api, totp);

    expect((await api(`DELETE /auth/factors/${enrolled.id}`)).status).toBe(204);

    expect((await verify("000000")).status).toBe(404);
    expect((await api(`GET /auth/factors/${enrolled.id}`)).status).toBe(404);
  });
});
