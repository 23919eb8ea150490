import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const pipes: Exercise = {
  title: "data integrations and connected accounts",
  async run({ mock, workos }) {
    const { dashboard } = mock;
    const user = dashboard.users.create({ email: "ada@acme.test" });
    const organization = dashboard.organizations.create({ name: "Acme" });
    dashboard.organizationMemberships.create({ user, organization });
    const [userId, organizationId] = [user.id, organization.id];
    const credentials = { type: "custom", clientId: "gh-1", clientSecret: "secret" } as const;
    const { pipes } = workos;

    const github = await pipes.createDataIntegration({ provider: "github", enabled: true, credentials });
    const own = { slug: "github", userId };
    expect(await pipes.getDataIntegration({ slug: "github" })).toEqual(github);
    expect((await pipes.updateDataIntegration({ slug: "github", scopes: ["repo"] })).scopes).toEqual(["repo"]);
    expect((await pipes.listDataIntegrations()).data).toHaveLength(1);
    const { url } = await pipes.authorizeDataIntegration(own);
    expect((await fetch(url)).status).toBe(200);
    const token = await pipes.getAccessToken({ provider: "github", userId });
    expect(token).toMatchObject({ active: true, accessToken: { missingScopes: [] } });
    const account = await pipes.getUserConnectedAccount(own);
    expect(account).toMatchObject({ userId, state: "connected", scopes: ["repo"] });
    expect((await pipes.updateUserConnectedAccount({ ...own, scopes: ["gist"] })).scopes).toEqual(["gist"]);
    expect((await pipes.listUserDataProviders({ userId })).data).toMatchObject([
      { slug: "github", connectedAccount: { id: account.id } },
    ]);
    await pipes.deleteUserConnectedAccount(own);
    const imported = { accessToken: "a", refreshToken: "r", expiresAt: new Date(Date.now() + 3_600_000) };
    expect((await pipes.createUserConnectedAccount({ ...own, ...imported })).state).toBe("connected");
    await expect(pipes.createUserConnectedAccount({ ...own, ...imported })).rejects.toMatchObject({ status: 409 });

    await pipes.createDataIntegration({ provider: "openai", enabled: true, authMethods: ["api_key"] });
    const key = await pipes.updateDataIntegrationApiKey({ slug: "openai", userId, secret: "sk-first-1111" });
    expect(key.apiKeyLast4).toBe("1111");
    const more = await pipes.createDataIntegrationApiKey({
      slug: "openai",
      userId,
      secret: "sk-next-2222",
      connectionIntent: "add",
    });
    expect(more.id).not.toBe(key.id);
    const credential = await pipes.createDataIntegrationCredential({ slug: "openai", userId });
    expect(credential).toMatchObject({ active: true, credential: { value: "sk-first-1111" } });
    await pipes.createDataIntegration({ provider: "snowflake", enabled: true, authMethods: ["client_credentials"] });
    const client = { slug: "snowflake", userId, clientId: "c-1", clientSecret: "secret-9999" };
    expect((await pipes.updateDataIntegrationClientCredentials(client)).clientSecretLast4).toBe("9999");
    const second = { ...client, clientId: "c-2", connectionIntent: "add" } as const;
    expect((await pipes.createDataIntegrationClientCredential(second)).clientId).toBe("c-2");

    await pipes.createDataIntegration({ provider: "slack", enabled: true, credentials, ownership: "organization" });
    const slack = { slug: "slack", organizationId };
    expect((await pipes.getOrganizationDataIntegration({ slug: "slack" })).ownership).toBe("organization");
    await pipes.updateOrganizationDataIntegration({ slug: "slack", description: "Ours" });
    const shared = await pipes.createOrganizationConnectedAccount({ ...slack, ...imported, userId });
    expect(await pipes.getOrganizationConnectedAccount(slack)).toEqual(shared);
    await pipes.updateOrganizationConnectedAccount({ ...slack, userId, scopes: ["chat"] });
    expect((await pipes.listOrganizationDataProviders({ organizationId })).data).toMatchObject([{ slug: "slack" }]);
    await pipes.deleteOrganizationConnectedAccount(slack);
    await pipes.deleteOrganizationDataIntegration({ slug: "slack" });
    await pipes.deleteDataIntegration({ slug: "github" });
    await expect(pipes.getDataIntegration({ slug: "github" })).rejects.toMatchObject({ status: 404 });
  },
};
