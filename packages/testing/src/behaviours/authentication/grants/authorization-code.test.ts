import { createHash } from "node:crypto";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { browserKit, coded, oauth } from "../../../../test/sign-in-kit.ts";

describe("PKCE", () => {
  const verifier = "a-verifier-that-is-at-least-forty-three-characters";
  const code_challenge = createHash("sha256").update(verifier).digest("base64url");
  const query = { provider: "authkit", code_challenge, code_challenge_method: "S256" };

  it("lets public clients redeem the code and refresh the session", async () => {
    const { open, redeem, token } = browserKit();

    const { body } = await redeem(open(query).code, { code_verifier: verifier, client_secret: undefined });
    const { refresh_token } = body;

    const refreshed = await token({ grant_type: "refresh_token", refresh_token, client_secret: undefined });
    expect(refreshed.status).toBe(200);
  });

  it("refuses a wrong verifier, a missing one, and one without a challenge", async () => {
    const { open, redeem } = browserKit();

    expect(await redeem(open(query).code, { code_verifier: "wrong" })).toMatchObject(oauth("invalid_grant"));
    expect(await redeem(open(query).code)).toMatchObject(oauth("invalid_grant"));
    const plain = open({ provider: "authkit" });
    expect(await redeem(plain.code, { code_verifier: verifier })).toMatchObject(coded(400, "code_challenge_not_found"));
  });
});

describe("impersonation", () => {
  it("gives a short session that names the impersonator", async () => {
    const { mock, api, user, redeem } = browserKit();
    const impersonator = { email: "support@vendor.test", reason: "Ticket 7" };
    const { code } = mock.dashboard.authentication.impersonate({ user, ...impersonator });

    const { body } = await redeem(code);

    expect(body).toMatchObject({ impersonator, authentication_method: "Impersonation" });
    expect(decodeJwt(body.access_token).act).toEqual({ sub: "support@vendor.test" });
    const [session] = (await api(`GET /user_management/users/${user.id}/sessions`)).body.data;
    expect(session).toMatchObject({ impersonator, expires_at: "2026-01-01T01:00:00.000Z" });
  });
});
