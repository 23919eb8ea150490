import { describe, expect, it } from "vitest";
import { coded, email, oauth, signInKit } from "../../../test/sign-in-kit.ts";

const phone_number = "+15005550006";

async function challenged(challenge: "email" | "sms") {
  const kit = signInKit();
  kit.mock.dashboard.radar.nextVerdict({ verdict: "challenge", control: "impossible_travel", challenge });
  const refused = await kit.signIn({ ip_address: "203.0.113.24" });
  const { pending_authentication_token } = refused.body;
  const redeem = (more: object) =>
    kit.grant(`radar-${challenge}-challenge:code`, { pending_authentication_token, ...more });
  const send = (more: object = {}) =>
    kit.api("POST /user_management/radar_challenges", {
      user_id: kit.user.id,
      pending_authentication_token,
      phone_number,
      ...more,
    });
  return { ...kit, refused, redeem, send };
}

describe("Radar challenges by e-mail", () => {
  it("stand between the password and the session", async () => {
    const { refused, api, mock, redeem, names, user } = await challenged("email");
    const { radar_challenge_id } = refused.body;

    expect(refused).toMatchObject(coded(403, "radar_challenge"));
    const challenge = await api(`GET /user_management/radar_challenges/${radar_challenge_id}`);
    expect(challenge.body).toMatchObject({ type: "email", user_id: user.id, email });
    expect(mock.outbox.last(email, "radar_challenge")?.code).toBe(challenge.body.code);
    expect(await redeem({ radar_challenge_id, code: "wrong" })).toMatchObject(coded(400, "invalid_one_time_code"));
    expect((await redeem({ radar_challenge_id, code: challenge.body.code })).status).toBe(200);
    expect((await names()).slice(1)).toEqual([
      "authentication.password_succeeded",
      "radar.challenge_created",
      "session.created",
      "authentication.radar_risk_detected",
    ]);
  });

  it("refuses late codes, foreign and unknown challenges", async () => {
    const { refused, api, mock, redeem, signIn } = await challenged("email");
    const { radar_challenge_id } = refused.body;
    const { code } = (await api(`GET /user_management/radar_challenges/${radar_challenge_id}`)).body;
    mock.dashboard.users.create({ email: "bob@acme.test", password: "a-long-password" });
    mock.dashboard.radar.nextVerdict({ verdict: "challenge" });
    const other = await signIn({ email: "bob@acme.test", password: "a-long-password" });

    expect(await redeem({ radar_challenge_id: other.body.radar_challenge_id, code })).toMatchObject(
      coded(400, "user_mismatch"),
    );
    expect((await redeem({ radar_challenge_id: "radar_challenge_1", code })).status).toBe(404);
    expect((await api("GET /user_management/radar_challenges/radar_challenge_1")).status).toBe(404);
    await mock.clock.advance({ minutes: 10 });
    mock.dashboard.radar.nextVerdict({ verdict: "challenge" });
    const { pending_authentication_token } = (await signIn()).body;
    expect(await redeem({ radar_challenge_id, code, pending_authentication_token })).toMatchObject(
      coded(400, "one_time_code_expired"),
    );
  });
});

describe("Radar challenges by text message", () => {
  it("of a sign-up need the number and its verification", async () => {
    const { refused, send, redeem, mock } = await challenged("sms");
    expect(refused).toMatchObject(coded(403, "radar_sign_up_challenge"));

    const sent = await send();
    expect(sent).toMatchObject({ status: 201, body: { phone_number } });
    const { verification_id } = sent.body;
    const code = mock.outbox.last(phone_number)?.code;

    expect(await redeem({ code })).toMatchObject(coded(400, "phone_number_required"));
    expect(await redeem({ code, phone_number })).toMatchObject(coded(400, "verification_id_required"));
    const foreign = { code, phone_number: "+15005550007", verification_id };
    expect(await redeem(foreign)).toMatchObject(coded(400, "invalid_one_time_code"));
    expect((await redeem({ code, phone_number, verification_id })).status).toBe(200);
  });

  it("of a sign-in need the code alone", async () => {
    const kit = signInKit();
    await kit.signIn();
    kit.mock.dashboard.radar.nextVerdict({ verdict: "challenge", challenge: "sms" });
    const refused = await kit.signIn();
    const { pending_authentication_token } = refused.body;
    expect(refused).toMatchObject(coded(403, "radar_sms_sign_in_challenge"));
    const body = { user_id: kit.user.id, pending_authentication_token, phone_number };
    await kit.api("POST /user_management/radar_challenges", body);

    const done = await kit.grant("radar-sms-challenge:code", {
      code: kit.mock.outbox.last(phone_number)?.code,
      pending_authentication_token,
    });

    expect(done.status).toBe(200);
  });

  it("are sent to users who wait for one, at real numbers", async () => {
    const { send } = await challenged("sms");

    expect((await send({ phone_number: "555" })).status).toBe(422);
    expect((await send({ user_id: "user_1" })).status).toBe(404);
    expect((await send({ pending_authentication_token: "no" })).status).toBe(400);
    expect((await send({ phone_number: undefined })).status).toBe(422);
  });
});

describe("Radar lists at sign-in", () => {
  it("keep out who is blocked", async () => {
    const { mock, signIn } = signInKit();
    mock.dashboard.radar.create({ type: "ip_address", action: "block", entry: "203.0.113.24" });

    expect(await signIn({ ip_address: "203.0.113.24" })).toMatchObject(oauth("access_denied"));
    expect((await signIn({ ip_address: "203.0.113.25" })).status).toBe(200);
  });
});
