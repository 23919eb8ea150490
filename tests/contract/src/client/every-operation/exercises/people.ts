import { authenticateWithPassword, startSsoSignIn } from "@workos-kit/client/auth";
import {
  confirmEmailChange,
  createClientToken,
  createDeviceAuthorization,
  createOrganizationApiKey,
  createSsoLogoutToken,
  deleteUserAuthorizedApplication,
  expireApiKey,
  getProfileAndToken,
  getRadarChallenge,
  getUser,
  listUserAuthorizedApplications,
  sendEmailChange,
  ssoLogout,
} from "@workos-kit/client/operations";
import { expect } from "vitest";
import { callback, email, failureOf, password, visit } from "../../stage.ts";
import type { Exercise } from "./exercise.ts";

export const people: Exercise = {
  title: "people: e-mail changes, applications they authorized, challenges, devices, SSO logout, client tokens, keys",
  async run({ mock, client, publicClient, user, join }) {
    const { dashboard } = mock;
    const organization = join("Acme");
    const user_id = user.id;
    await sendEmailChange(client, { user_id, new_email: "ada@new.test" });
    await confirmEmailChange(client, { user_id, code: mock.outbox.last("ada@new.test")?.code ?? "" });
    expect((await getUser(client, { id: user_id })).email).toBe("ada@new.test");

    const { id: application } = dashboard.connectApplications.create({
      name: "Reports",
      application_type: "oauth",
      is_first_party: false,
      organization_id: organization.id,
    });
    dashboard.authorizedApplications.create({ user, application });
    const [authorized] = await listUserAuthorizedApplications(client, { user_id }).collect();
    expect(authorized?.application.id).toBe(application);
    await deleteUserAuthorizedApplication(client, { user_id, application_id: application });

    dashboard.users.create({ email, password });
    dashboard.radar.nextVerdict({ verdict: "challenge" });
    const stop = await failureOf(authenticateWithPassword(client, { email, password }));
    expect((await getRadarChallenge(client, { id: Object(Object(stop).body).radar_challenge_id })).email).toBe(email);

    expect((await createDeviceAuthorization(publicClient, {})).interval).toBe(5);
    const connection = dashboard.connections.create({ organization, type: "OktaSAML" });
    const start = await startSsoSignIn(client, { connection: connection.id, redirect_uri: callback });
    const code = (await visit(start.url)).searchParams.get("code") ?? "";
    const grant_type = "authorization_code";
    const { profile } = await getProfileAndToken(client, { grant_type, code, code_verifier: start.codeVerifier });
    const { logout_token } = await createSsoLogoutToken(client, { profile_id: profile.id });
    expect((await ssoLogout(publicClient, { token: logout_token })).location).toMatch(/^https:/);

    const { token } = await createClientToken(client, { organization_id: organization.id, user_id });
    expect(token.split(".")).toHaveLength(3);
    const key = await createOrganizationApiKey(client, { organization_id: organization.id, name: "CLI" });
    expect((await expireApiKey(client, { id: key.id, expires_at: null })).id).toBe(key.id);
  },
};
