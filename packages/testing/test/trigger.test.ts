import { constructEvent } from "@workos-kit/webhooks";
import { describe, expect, it } from "vitest";
import { eventNames } from "../src/generated/events.ts";
import { checkedMock } from "./checked-mock.ts";
import { findBreaches } from "./load/invariants.ts";

describe("triggered events", () => {
  it.each(eventNames)(
    "%s is logged, delivered with a signature that verifies, and leaves a whole world",
    async (name) => {
      const received: { payload: string; sigHeader: string }[] = [];
      const send = async (request: Request) => {
        received.push({ payload: await request.text(), sigHeader: String(request.headers.get("workos-signature")) });
        return new Response("ok");
      };
      const { mock, api } = checkedMock({ webhooks: { send } });
      const { secret } = mock.dashboard.webhookEndpoints.create({
        endpoint_url: "https://app.test/hooks",
        events: eventNames,
      });

      const event = await mock.trigger(name);
      await mock.webhooks.settled();

      const [delivery = { payload: "", sigHeader: "" }] = received;
      expect(await constructEvent({ ...delivery, secret })).toMatchObject({ id: event.id, event: name });
      expect((await api(`GET /events?events=${name}`)).body.data).toMatchObject([{ id: event.id }]);
      expect(findBreaches(mock)).toEqual([]);
    },
  );

  it("speak of objects that are there, with all they belong to", async () => {
    const { mock, api } = checkedMock();

    await mock.trigger("dsync.user.created", {
      id: "directory_user_1",
      email: "ada@acme.test",
      directory_id: "directory_1",
      organization_id: "org_1",
    });

    expect((await api("GET /directory_users/directory_user_1")).body.email).toBe("ada@acme.test");
    expect((await api("GET /directories/directory_1")).status).toBe(200);
    await mock.trigger("organization.deleted", { id: "org_01" });
    expect((await api("GET /organizations/org_01")).status).toBe(404);
  });
});
