import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const sso: Exercise = {
  title: "single sign-on, from authorization URL to profile, and connections",
  async run({ mock, workos }) {
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const connection = mock.dashboard.connections.create({ organization: organization.id, type: "OktaSAML" });
    mock.dashboard.redirectUris.create({ uri: "https://app.test/callback" });
    mock.dashboard.sso.nextLogin({ email: "ada@acme.test", first_name: "Ada" });

    const url = workos.sso.getAuthorizationUrl({
      connection: connection.id,
      clientId: mock.clientId,
      redirectUri: "https://app.test/callback",
      state: "s-1",
    });
    const back = new URL((await fetch(url, { redirect: "manual" })).headers.get("location") ?? "");
    expect(back.searchParams.get("state")).toBe("s-1");
    const code = back.searchParams.get("code") ?? "";
    const { accessToken, profile } = await workos.sso.getProfileAndToken({ code, clientId: mock.clientId });
    expect(profile).toMatchObject({
      email: "ada@acme.test",
      connectionType: "OktaSAML",
      organizationId: organization.id,
    });
    expect((await workos.sso.getProfile({ accessToken })).id).toBe(profile.id);
    await expect(workos.sso.getProfileAndToken({ code, clientId: mock.clientId })).rejects.toThrow();

    const pkce = await workos.sso.getAuthorizationUrlWithPKCE({
      connection: connection.id,
      clientId: mock.clientId,
      redirectUri: "https://app.test/callback",
    });
    expect(pkce.url).toContain("code_challenge");

    const listed = await workos.sso.listConnections({ organizationId: organization.id });
    expect(listed.data.map(({ id }) => id)).toEqual([connection.id]);
    expect((await workos.sso.getConnection(connection.id)).type).toBe("OktaSAML");
    await workos.sso.deleteConnection(connection.id);
    await expect(workos.sso.getConnection(connection.id)).rejects.toMatchObject({ status: 404 });
  },
};
