import { createClient } from "@workos-kit/client";
import { getDirectoryUser } from "@workos-kit/client/operations";
import { createMock } from "@workos-kit/testing";
// #region import
import { organization, organizationCreatedEvent, signed, userCreatedEvent } from "@workos-kit/testing/fixtures";
// #endregion
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { expect, it } from "vitest";

it("builds schemas and events", () => {
  // #region builders
  const acme = organization({ name: "Acme" }); // the spec's example, with fields of one's own
  const event = organizationCreatedEvent({ name: "Acme" }, { id: "event_1" }); // the second argument: around the data
  // #endregion

  expect([acme.object, acme.name, event.event, event.id]).toEqual([
    "organization",
    "Acme",
    "organization.created",
    "event_1",
  ]);
  expect(userCreatedEvent({ email: "ada@acme.test" }).data.email).toBe("ada@acme.test");
});

it("signs what an endpoint verifies", async () => {
  const secret = "whsec_test";
  const seen: string[] = [];
  const hooks = createWebhookHandler({ secret }).on("user.created", ({ data }) => void seen.push(data.email));

  // #region signed
  const { request } = await signed(userCreatedEvent({ email: "ada@acme.test" }), { secret });
  const answer = await hooks.fetch(request);
  // #endregion

  expect([answer.status, seen]).toEqual([200, ["ada@acme.test"]]);
});

it("lets events happen, with state that agrees", async () => {
  const mock = createMock({ seed: 1 });
  const workos = createClient({ apiKey: mock.apiKey, fetch: mock.fetch });

  // #region trigger
  await mock.trigger("dsync.user.created", { id: "directory_user_1", email: "ada@acme.test" });

  expect((await getDirectoryUser(workos, { id: "directory_user_1" })).email).toBe("ada@acme.test");
  mock.emit("user.created_tomorrow" as never, {} as never); // any name: does your endpoint survive what is new?
  // #endregion
  expect(mock.events.all.at(-1)?.event).toBe("user.created_tomorrow");
});
