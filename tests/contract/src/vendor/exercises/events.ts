import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const events: Exercise = {
  title: "the event log, webhook endpoints, the Admin Portal and passwordless sessions",
  async run({ mock, workos }) {
    const endpoint = await workos.webhooks.createWebhookEndpoint({
      endpointUrl: "https://app.test/webhooks",
      events: ["organization.created"],
    });
    expect((await workos.webhooks.listWebhookEndpoints()).data).toHaveLength(1);
    await workos.webhooks.updateWebhookEndpoint({ id: endpoint.id, status: "disabled" });
    await workos.webhooks.deleteWebhookEndpoint({ id: endpoint.id });

    const organization = await workos.organizations.createOrganization({ name: "Acme" });
    const log = await workos.events.listEvents({ events: ["organization.created"] });
    expect(log.data.map((event) => event.data)).toMatchObject([{ id: organization.id, name: "Acme" }]);

    const portal = await workos.adminPortal.generateLink({ organization: organization.id, intent: "sso" as never });
    expect(portal.link).toMatch(/^https?:/);

    const session = await workos.passwordless.createSession({
      email: "ada@acme.test",
      type: "MagicLink",
      redirectURI: "https://app.test/callback",
    });
    await workos.passwordless.sendSession(session.id);
    expect(mock.outbox.last("ada@acme.test")?.link).toContain(session.link);
  },
};
