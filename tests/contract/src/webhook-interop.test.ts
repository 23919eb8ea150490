import { WorkOS } from "@workos-inc/node";
import { createMock } from "@workos-kit/testing";
import { constructEvent } from "@workos-kit/webhooks";
import { describe, expect, it } from "vitest";
import { deliverTo } from "./deliver-to.ts";

const secretOf = "whsec_contract_tests_only";

describe("signed webhooks between the mock, our package and the vendor's SDK", () => {
  it("accepts with both what the mock delivers", async () => {
    const workos = new WorkOS("sk_test_contract");
    await using inbox = await deliverTo();
    const mock = createMock();
    const endpoint = mock.dashboard.webhookEndpoints.create({
      endpoint_url: inbox.url,
      events: ["organization.created"],
    });

    mock.dashboard.organizations.create({ name: "Acme" });
    await mock.webhooks.settled();

    const [delivery] = inbox.received;
    const sigHeader = delivery?.signature ?? "";
    const payload = delivery?.body ?? "";
    const theirs = await workos.webhooks.constructEvent({
      payload: JSON.parse(payload),
      sigHeader,
      secret: endpoint.secret,
    });
    const ours = await constructEvent({ payload, sigHeader, secret: endpoint.secret });
    expect(theirs).toMatchObject({ id: ours.id, event: "organization.created" });
  });

  it("accepts with ours what the vendor's SDK signs", async () => {
    const workos = new WorkOS("sk_test_contract");
    const body = {
      id: "event_1",
      event: "user.created",
      data: { id: "user_1" },
      created_at: "2026-11-20T09:15:00.000Z",
    };
    const timestamp = Date.now();
    const signature = await workos.webhooks.computeSignature(timestamp, body, secretOf);

    const event = await constructEvent({
      payload: JSON.stringify(body),
      sigHeader: `t=${timestamp}, v1=${signature}`,
      secret: secretOf,
    });

    expect(event.event).toBe("user.created");
  });
});
