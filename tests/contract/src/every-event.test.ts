import { readFileSync } from "node:fs";
import { WorkOS } from "@workos-inc/node";
import { createMock } from "@workos-kit/testing";
import { eventNames } from "@workos-kit/testing/fixtures";
import { constructEvent } from "@workos-kit/webhooks";
import { describe, expect, it } from "vitest";
import { deliverTo } from "./deliver-to.ts";

const file = new URL("../../../openapi/dist/openapi.json", import.meta.url);
const { webhooks } = JSON.parse(readFileSync(file, "utf8")) as { webhooks: object };

describe("every event, delivered over HTTP", () => {
  it("is there to be triggered", () => {
    // What has no dot in its name is an action: a question, not an event.
    const described = Object.keys(webhooks).filter((name) => name.includes("."));

    expect([...eventNames].sort()).toEqual(described.sort());
  });

  it.each(eventNames)(
    "%s is believed by our package and by the vendor's SDK, and by nobody when altered",
    async (name) => {
      const workos = new WorkOS("sk_test_contract");
      await using inbox = await deliverTo();
      const mock = createMock();
      const { secret } = mock.dashboard.webhookEndpoints.create({ endpoint_url: inbox.url, events: [name] });

      const { id } = await mock.trigger(name);
      await mock.webhooks.settled();

      const [{ body: payload, signature: sigHeader } = { body: "", signature: "" }, ...others] = inbox.received;
      expect(others).toEqual([]);
      expect(await constructEvent({ payload, sigHeader, secret })).toMatchObject({ id, event: name });
      expect(await workos.webhooks.constructEvent({ payload, sigHeader, secret })).toMatchObject({ id, event: name });
      const altered = payload.replace(id, "event_2");
      await expect(constructEvent({ payload: altered, sigHeader, secret })).rejects.toThrow();
      await expect(workos.webhooks.constructEvent({ payload: altered, sigHeader, secret })).rejects.toThrow();
    },
  );
});
