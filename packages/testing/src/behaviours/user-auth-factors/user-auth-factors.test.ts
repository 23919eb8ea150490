import { generate } from "otplib";
import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

function ada() {
  const { mock, api } = checkedMock();
  const user = mock.dashboard.users.create({ email: "ada@acme.test" });
  const path = `/user_management/users/${user.id}/auth_factors`;
  return { mock, api, user, path };
}

describe("authentication factors of users", () => {
  it("enrolls one with a challenge that the app's code meets", async () => {
    const { api, user, path } = ada();

    const { status, body } = await api(`POST ${path}`, { type: "totp" });

    expect(status).toBe(201);
    expect(body.authentication_factor).toMatchObject({
      user_id: user.id,
      totp: { issuer: "Mock Team", user: "ada@acme.test" },
    });
    const code = await generate({ secret: body.authentication_factor.totp.secret });
    const verified = await api(`POST /auth/challenges/${body.authentication_challenge.id}/verify`, { code });
    expect(verified.body.valid).toBe(true);
  });

  it("takes over a secret of another system", async () => {
    const { api, path } = ada();
    const totp_secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    const { body } = await api(`POST ${path}`, { type: "totp", totp_issuer: "Acme", totp_secret });

    expect(body.authentication_factor.totp).toMatchObject({ issuer: "Acme", secret: totp_secret });
    expect(body.authentication_factor.totp.uri).toContain(totp_secret);
    const code = await generate({ secret: totp_secret });
    const verified = await api(`POST /auth/challenges/${body.authentication_challenge.id}/verify`, { code });
    expect(verified.body.valid).toBe(true);
  });

  it("lists a user's factors without their secrets, until the user goes", async () => {
    const { mock, api, user, path } = ada();
    const other = mock.dashboard.users.create({ email: "bob@acme.test" });
    mock.dashboard.userAuthFactors.create({ user: other });
    const { id } = mock.dashboard.userAuthFactors.create({ user });

    const { body } = await api(`GET ${path}`);

    expect(body.data.map((factor: { id: string }) => factor.id)).toEqual([id]);
    expect(JSON.stringify(body)).not.toContain("secret");
    mock.dashboard.users.delete({ user });
    expect((await api(`GET /auth/factors/${id}`)).status).toBe(404);
  });

  it.each([{}, { type: "sms" }, { type: "totp", totp_secret: "not base32!" }])("refuses %j", async (body) => {
    const { api, path } = ada();

    expect((await api(`POST ${path}`, body)).status).toBe(422);
    expect((await api(`GET ${path}?limit=0`)).status).toBe(422);
    expect((await api("GET /user_management/users/user_1/auth_factors")).status).toBe(404);
  });
});
