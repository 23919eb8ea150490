import * as api from "@workos-kit/client/operations";
import { expect } from "vitest";
import type { Exercise } from "./exercise.ts";

export const pipes: Exercise = {
  title: "data integrations, their credentials and connected accounts",
  async run({ client, user, join }) {
    const [user_id, organization_id] = [user.id, join("Acme").id];
    const credentials = { type: "custom" as const, client_id: "gh-1", client_secret: "secret" };
    const tokens = { access_token: "a", refresh_token: "r", expires_at: new Date(Date.now() + 3_600_000) };

    const github = await api.createDataIntegration(client, { provider: "github", enabled: true, credentials });
    const slug = "github";
    expect(await api.getDataIntegration(client, { slug })).toEqual(github);
    expect((await api.updateDataIntegration(client, { slug, scopes: ["repo"] })).scopes).toEqual(["repo"]);
    expect(await api.listDataIntegrations(client).collect()).toHaveLength(1);
    const { url } = await api.getDataIntegrationAuthorizationUrl(client, { slug, user_id });
    expect((await fetch(url)).status).toBe(200);
    expect(await api.getDataIntegrationAccessToken(client, { slug, user_id })).toMatchObject({ active: true });
    const own = { slug, user_id };
    expect((await api.getConnectedAccount(client, own)).state).toBe("connected");
    expect((await api.updateConnectedAccount(client, { ...own, scopes: ["gist"] })).scopes).toEqual(["gist"]);
    expect((await api.listDataProviders(client, { user_id })).data).toMatchObject([{ slug }]);
    await api.deleteConnectedAccount(client, own);
    expect((await api.createConnectedAccount(client, { ...own, ...tokens })).state).toBe("connected");

    await api.createDataIntegration(client, { provider: "openai", enabled: true, auth_methods: ["api_key"] });
    const key = { slug: "openai", user_id };
    await api.upsertDataIntegrationApiKey(client, { ...key, secret: "sk-first-1111" });
    await api.createDataIntegrationApiKey(client, { ...key, secret: "sk-next-2222", connection_intent: "add" });
    const read = await api.getDataIntegrationCredentials(client, key);
    expect(read).toMatchObject({ active: true, credential: { value: "sk-first-1111" } });
    const auth_methods = ["client_credentials" as const];
    await api.createDataIntegration(client, { provider: "snowflake", enabled: true, auth_methods });
    const machine = { slug: "snowflake", user_id, client_id: "c-1", client_secret: "secret-9999" };
    await api.upsertDataIntegrationClientCredentials(client, machine);
    const second = { ...machine, client_id: "c-2", connection_intent: "add" as const };
    expect((await api.createDataIntegrationClientCredentials(client, second)).client_id).toBe("c-2");

    const slack = { provider: "slack", enabled: true, credentials, ownership: "organization" as const };
    await api.createDataIntegration(client, slack);
    const shared = { slug: "slack", organization_id };
    expect((await api.getOrganizationDataIntegration(client, { slug: "slack" })).ownership).toBe("organization");
    await api.updateOrganizationDataIntegration(client, { slug: "slack", description: "Ours" });
    const account = await api.createOrganizationConnectedAccount(client, { ...shared, ...tokens, user_id });
    expect(await api.getOrganizationConnectedAccount(client, shared)).toEqual(account);
    await api.updateOrganizationConnectedAccount(client, { ...shared, user_id, scopes: ["chat"] });
    const providers = await api.listOrganizationDataProviders(client, { organization_id });
    expect(providers.data).toMatchObject([{ slug: "slack" }]);
    await api.deleteOrganizationConnectedAccount(client, shared);
    await api.deleteOrganizationDataIntegration(client, { slug: "slack" });
    await api.deleteDataIntegration(client, { slug });
  },
};
