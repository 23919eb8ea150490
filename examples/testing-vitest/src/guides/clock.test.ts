import { createClient } from "@workos-kit/client";
import { createMagicAuth, createOrganization, createWebhookEndpoint } from "@workos-kit/client/operations";
import { createMock } from "@workos-kit/testing";
import { expect, it } from "vitest";

it("retries webhooks for three days in a moment", async () => {
  // #region retries
  const statuses = [500, 500, 200];
  const mock = createMock({
    start: "2026-01-01T00:00:00Z",
    webhooks: { send: async () => new Response(null, { status: statuses.shift() ?? 200 }) },
  });
  const workos = createClient({ apiKey: mock.apiKey, fetch: mock.fetch });
  await createWebhookEndpoint(workos, { endpoint_url: "https://app.test/hooks", events: ["organization.created"] });

  await createOrganization(workos, { name: "Acme" });
  await mock.webhooks.settled(); // the first attempt is over
  await mock.clock.advance({ days: 3 }); // and now all others that were due

  const [delivery] = mock.webhooks.deliveries;
  expect(delivery?.attempts.map(({ status }) => status)).toEqual([500, 500, 200]);
  expect(delivery?.state).toBe("delivered");
  // #endregion
  expect(new Set(delivery?.attempts.map(({ at }) => at)).size).toBe(3);
  await mock.webhooks.resend(delivery?.id ?? "");
  expect(mock.webhooks.deliveries[0]?.attempts).toHaveLength(4);
});

it("stands still, moves and jumps", async () => {
  // #region clock
  const mock = createMock({ start: "2026-01-01T00:00:00Z" }); // stands still; without `start` or `seed` it runs
  await mock.clock.advance({ days: 1, hours: 2 }); // runs what falls due on the way
  mock.clock.set("2026-06-01T00:00:00Z"); // jumps, and runs nothing
  expect(mock.clock.iso()).toBe("2026-06-01T00:00:00.000Z");
  // #endregion
});

it("keeps what it received, sent and emitted", async () => {
  const mock = createMock({ seed: 1 });
  const workos = createClient({ apiKey: mock.apiKey, fetch: mock.fetch });
  await createMagicAuth(workos, { email: "ada@acme.test" });
  await createOrganization(workos, { name: "Acme" });

  // #region journal
  const [request] = mock.requests.expect("createOrganization", { body: { name: "Acme" } }); // throws if there is none
  expect(request?.status).toBe(201);
  expect(mock.requests.of("createOrganization")).toHaveLength(1);
  expect(mock.outbox.last("ada@acme.test", "magic_auth")?.code).toMatch(/^\d{6}$/);
  expect(mock.events.names).toContain("organization.created");
  mock.requests.expectNoSurprise(); // no request met no operation, and the mock made no mistake
  // #endregion

  expect(() => mock.requests.expect("createOrganization", { body: { name: "Blue" } })).toThrow('body.name is "Acme"');
});
