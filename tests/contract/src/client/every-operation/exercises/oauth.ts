import { createPkce } from "@workos-kit/client/auth";
import {
  mintAgentToken,
  oauthAuthorize,
  oauthDeviceAuthorization,
  oauthIntrospect,
  oauthJwks,
  oauthRegister,
  oauthServerMetadata,
  oauthToken,
  oauthUserInfo,
  openidConfiguration,
  validateAgentToken,
} from "@workos-kit/client/operations";
import { expect } from "vitest";
import { callback } from "../../stage.ts";
import type { Exercise } from "./exercise.ts";

export const oauth: Exercise = {
  title: "AuthKit as an OAuth server: discovery, registration, codes, devices, introspection; tokens of agents",
  async run({ mock, client, publicClient, user, url }) {
    const { dashboard } = mock;
    expect((await openidConfiguration(publicClient)).token_endpoint).toBe(`${url}/oauth2/token`);
    expect((await oauthServerMetadata(publicClient)).issuer).toBe(url);
    expect((await oauthJwks(publicClient)).keys).toHaveLength(1);
    const registered = await oauthRegister(publicClient, { redirect_uris: [callback], client_name: "Editor" });
    expect(registered.client_secret).toMatch(/./);

    const application = dashboard.connectApplications.create({
      name: "Reports",
      application_type: "oauth",
      is_first_party: true,
      uses_pkce: true,
      redirect_uris: [{ uri: callback }],
    });
    const { client_id } = application;
    const pkce = await createPkce();
    const { location } = await oauthAuthorize(publicClient, {
      client_id,
      redirect_uri: callback,
      response_type: "code",
      scope: "openid email offline_access",
      code_challenge: pkce.codeChallenge,
      code_challenge_method: "S256",
    });
    const code = new URL(location).searchParams.get("code") ?? "";
    const tokens = await oauthToken(publicClient, {
      grant_type: "authorization_code",
      client_id,
      code,
      redirect_uri: callback,
      code_verifier: pkce.codeVerifier,
    });
    expect((await oauthUserInfo(publicClient, { access_token: tokens.access_token })).sub).toBe(user.id);
    const { secret } = dashboard.connectSecrets.create({ application: application.id });
    const asked = { token: tokens.access_token, client_id, client_secret: secret };
    expect(await oauthIntrospect(publicClient, asked)).toMatchObject({ active: true, sub: user.id });

    const device = await oauthDeviceAuthorization(publicClient, { client_id, scope: "openid" });
    dashboard.oauth.approveDevice({ user_code: device.user_code, user });
    const grant_type = "urn:ietf:params:oauth:grant-type:device_code";
    await oauthToken(publicClient, { grant_type, client_id, device_code: device.device_code });

    const organization = dashboard.organizations.create({ name: "Acme" });
    const blueprint = dashboard.agentBlueprints.create({ name: "Scribe" });
    const input = { blueprint_id: blueprint.id, type: "autonomous" as const, organization_id: organization.id };
    const agent = await mintAgentToken(client, input);
    const checked = { blueprint_id: blueprint.id, agent_access_token: agent.access_token };
    expect(await validateAgentToken(client, checked)).toMatchObject({ valid: true });
  },
};
