import { expect } from "vitest";
import { deliverTo } from "../../deliver-to.ts";
import type { Exercise } from "../stage.ts";

export const webhooks: Exercise = {
  title: "deliveries, verified by the SDK",
  async run({ mock, workos }) {
    const { webhooks } = workos;
    await using inbox = await deliverTo();
    const events = ["organization.created"] as const;
    const endpoint = await webhooks.createWebhookEndpoint({ endpointUrl: inbox.url, events: [...events] });
    const { secret } = endpoint;
    const acme = await workos.organizations.createOrganization({ name: "Acme" });
    await mock.webhooks.settled();
    const { body: payload, signature: sigHeader } = inbox.received[0] ?? { body: "", signature: "" };

    const event = await webhooks.constructEvent({ payload, sigHeader, secret });

    expect(event).toMatchObject({ event: "organization.created", data: { id: acme.id, name: "Acme" } });
    expect(await webhooks.verifyHeader({ payload, sigHeader, secret })).toBe(true);
    const [timestamp = "", hash] = webhooks.getTimestampAndSignatureHash(sigHeader);
    expect(await webhooks.computeSignature(timestamp, payload, secret)).toBe(hash);
    await expect(webhooks.constructEvent({ payload, sigHeader, secret: "other" })).rejects.toThrow("does not match");
  },
};
