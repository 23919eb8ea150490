import { buildAuthorizationUrl, buildSsoAuthorizationUrl } from "@workos-kit/client/auth";
import * as api from "@workos-kit/client/operations";
import { generate } from "otplib";
import { expect } from "vitest";
import { callback, email, failureOf, password, visit } from "../../stage.ts";
import type { Exercise } from "./exercise.ts";

export const signIn: Exercise = {
  title: "sign-in: addresses, codes, factors, sessions, Radar and passwordless links",
  async run({ mock, client, publicClient, user }) {
    const asked = { client_id: mock.clientId, redirect_uri: callback, response_type: "code" as const };
    const hosted = await api.getAuthorizationUrl(publicClient, { ...asked, provider: "authkit" });
    expect(new URL(hosted.location).searchParams.get("code")).toMatch(/./);
    const social = await api.getSsoAuthorizationUrl(publicClient, { ...asked, provider: "GoogleOAuth" });
    expect(new URL(social.location).searchParams.get("code")).toMatch(/./);
    // The addresses that are only built lead to the same place.
    for (const url of [
      buildAuthorizationUrl(client, { provider: "authkit", redirect_uri: callback }),
      buildSsoAuthorizationUrl(client, { provider: "GoogleOAuth", redirect_uri: callback }),
    ])
      expect((await visit(url)).origin).toBe(new URL(callback).origin);
    const code = (
      await visit(buildSsoAuthorizationUrl(client, { provider: "GoogleOAuth", redirect_uri: callback }))
    ).searchParams.get("code");
    const grant = { grant_type: "authorization_code" as const, code: code ?? "" };
    const { access_token, profile } = await api.getProfileAndToken(client, grant);
    expect((await api.getProfile(publicClient, { access_token })).id).toBe(profile.id);

    const magic = await api.createMagicAuth(client, { email });
    expect((await api.getMagicAuth(client, { id: magic.id })).email).toBe(email);
    await api.authenticate(client, { grant_type: "password", email, password });
    const [session] = await api.listUserSessions(client, { user_id: user.id }).collect();
    await api.revokeSession(client, { session_id: session?.id ?? "" });
    const out = await api.logout(publicClient, { session_id: "session_gone", return_to: "https://app.acme.test/bye" });
    expect(out.location).toBe("https://app.acme.test/bye");

    mock.dashboard.radar.nextVerdict({ verdict: "challenge", challenge: "sms" });
    const stop = await failureOf(api.authenticate(client, { grant_type: "password", email, password }));
    const { pending_authentication_token } = Object(Object(stop).body);
    const phone_number = "+15005550006";
    const waiting = { user_id: user.id, pending_authentication_token, phone_number };
    expect((await api.sendRadarSmsChallenge(client, waiting)).phone_number).toBe(phone_number);

    await api.enrollUserAuthFactor(client, { user_id: user.id, type: "totp" });
    expect(await api.listUserAuthFactors(client, { user_id: user.id }).collect()).toHaveLength(1);
    const factor = await api.enrollFactor(client, { type: "totp", totp_issuer: "Acme", totp_user: email });
    expect((await api.getFactor(client, { id: factor.id })).type).toBe("totp");
    const challenge = await api.challengeFactor(client, { id: factor.id });
    const proof = { id: challenge.id, code: await generate({ secret: Object(factor).totp.secret }) };
    expect((await api.verifyChallenge(client, proof)).valid).toBe(true);
    await api.deleteFactor(client, { id: factor.id });

    const entry = { type: "ip_address" as const, action: "block" as const, entry: "198.51.100.42" };
    await api.addRadarListEntry(client, entry);
    const seen = { user_agent: "x", email, auth_method: "Password" as const, action: "sign-in" as const };
    const attempt = await api.createRadarAttempt(client, { ...seen, ip_address: entry.entry });
    expect(attempt.verdict).toBe("block");
    await api.updateRadarAttempt(client, { id: attempt.attempt_id, attempt_status: "success" });
    await api.removeRadarListEntry(client, entry);

    const link = await api.createPasswordlessSession(client, { email, type: "MagicLink", redirect_uri: callback });
    await api.sendPasswordlessSession(client, { id: link.id });
    expect(mock.outbox.last(email)?.link).toMatch(/^http/);
  },
};
