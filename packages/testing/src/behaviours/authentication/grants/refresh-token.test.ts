import { describe, expect, it } from "vitest";
import { email, oauth, signInKit } from "../../../../test/sign-in-kit.ts";

describe("authenticate with a refresh token", () => {
  it("renews the session with new tokens and without events", async () => {
    const kit = signInKit();
    const first = (await kit.signIn()).body;
    const before = await kit.names();

    const { status, body } = await kit.refresh(first.refresh_token);

    expect(status).toBe(200);
    expect(body.refresh_token).not.toBe(first.refresh_token);
    expect(body.authentication_method).toBe("Password");
    const [old, renewed] = await Promise.all([first, body].map((each) => kit.claimsOf(each.access_token)));
    expect(renewed?.sid).toBe(old?.sid);
    expect(await kit.names()).toEqual(before);
  });

  it("takes each token once", async () => {
    const { signIn, refresh } = signInKit();
    const { refresh_token } = (await signIn()).body;
    const { refresh_token: next } = (await refresh(refresh_token)).body;

    expect(await refresh(refresh_token)).toMatchObject(oauth("invalid_grant"));
    expect((await refresh(next)).status).toBe(200);
    expect(await refresh("unknown")).toMatchObject(oauth("invalid_grant"));
  });

  it("ends the session on a second use where the settings say so", async () => {
    const { mock, signIn, refresh, names } = signInKit();
    mock.dashboard.settings.update({ revoke_on_refresh_token_reuse: true });
    const { refresh_token } = (await signIn()).body;
    const { refresh_token: next } = (await refresh(refresh_token)).body;

    await refresh(refresh_token);

    expect(await refresh(next)).toMatchObject(oauth("invalid_grant"));
    expect((await names()).at(-1)).toBe("session.revoked");
  });

  it("fails once the session has ended or expired, or the user is gone", async () => {
    const { mock, api, user, signIn, refresh } = signInKit();
    const revoked = (await signIn()).body;
    const [{ id }] = (await api(`GET /user_management/users/${user.id}/sessions`)).body.data;
    await api("POST /user_management/sessions/revoke", { session_id: id });
    expect(await refresh(revoked.refresh_token)).toMatchObject(oauth("invalid_grant"));

    const old = (await signIn()).body;
    await mock.clock.advance({ days: 30 });
    expect(await refresh(old.refresh_token)).toMatchObject(oauth("invalid_grant"));

    const last = (await signIn()).body;
    mock.dashboard.users.delete({ user });
    expect(await refresh(last.refresh_token)).toMatchObject(oauth("invalid_grant"));
  });

  it("switches to another organization of the user's", async () => {
    const kit = signInKit();
    const { refresh_token } = (await kit.signIn()).body;
    const organization = kit.join("Acme");

    const { body } = await kit.refresh(refresh_token, { organization_id: organization.id });

    expect(body.organization_id).toBe(organization.id);
    expect(await kit.claimsOf(body.access_token)).toMatchObject({ org_id: organization.id, role: "member" });
  });

  it("refuses organizations that do not exist, are foreign, or want more", async () => {
    const { mock, signIn, refresh, join } = signInKit();
    const { refresh_token } = (await signIn()).body;
    const to = (organization: { id: string }) => refresh(refresh_token, { organization_id: organization.id });
    const foreign = mock.dashboard.organizations.create({ name: "Foreign" });
    const strict = join("Strict");
    mock.dashboard.authentication.setPolicy({ organization: strict, require_sso: true });

    expect(await to({ id: "org_1" })).toMatchObject(oauth("organization_not_found"));
    expect(await to(foreign)).toMatchObject(oauth("organization_membership_not_found"));
    expect(await to(strict)).toMatchObject({ status: 400, body: { error: "sso_required", connection_ids: [], email } });
    mock.dashboard.settings.update({ mfa: "required" });
    expect(await to(join("Careful"))).toMatchObject(oauth("mfa_enrollment"));
  });

  it("needs the secret unless the session began without", async () => {
    const { signIn, token } = signInKit();
    const { refresh_token } = (await signIn()).body;

    expect(await token({ grant_type: "refresh_token", refresh_token, client_secret: undefined })).toMatchObject(
      oauth("unauthorized_client"),
    );
  });
});
