import * as api from "@workos-kit/client/operations";
import { expect } from "vitest";
import type { Exercise } from "./exercise.ts";

export const keysAndEndpoints: Exercise = {
  title: "API keys, webhook endpoints, widgets and the event log",
  async run({ client, user, join }) {
    const organization_id = join("Acme").id;
    const ofOrganization = await api.createOrganizationApiKey(client, { organization_id, name: "CI" });
    const ofUser = await api.createUserApiKey(client, { user_id: user.id, organization_id, name: "CLI" });
    expect((await api.validateApiKey(client, { value: ofUser.value })).api_key?.id).toBe(ofUser.id);
    expect(await api.listOrganizationApiKeys(client, { organization_id }).collect()).toMatchObject([
      { id: ofOrganization.id },
    ]);
    expect(await api.listUserApiKeys(client, { user_id: user.id }).collect()).toMatchObject([{ id: ofUser.id }]);
    await api.deleteApiKey(client, { id: ofUser.id });
    expect((await api.validateApiKey(client, { value: ofUser.value })).api_key).toBeNull();

    const endpoint = await api.createWebhookEndpoint(client, {
      endpoint_url: "https://app.acme.test/hooks",
      events: ["user.created"],
    });
    const updated = await api.updateWebhookEndpoint(client, { id: endpoint.id, status: "disabled" });
    expect(updated.status).toBe("disabled");
    expect((await api.listWebhookEndpoints(client).collect()).map(({ id }) => id)).toEqual([endpoint.id]);
    await api.deleteWebhookEndpoint(client, { id: endpoint.id });

    const { token } = await api.createWidgetToken(client, { organization_id, user_id: user.id });
    expect(token.split(".")).toHaveLength(3);
    const events = await api.listEvents(client, { events: ["api_key.created"] }).collect();
    expect(events.map(({ data }) => data.id)).toEqual([ofOrganization.id, ofUser.id]);
  },
};
