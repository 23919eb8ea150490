// #region setup
import { createClient, isApiError } from "@workos-kit/client";
import { findInvitationByToken } from "@workos-kit/client/operations";
import { createMock } from "@workos-kit/testing";
import { afterEach, expect, it } from "vitest";
import { createHooks, signUp } from "./sign-up.ts";

const secret = "whsec_test";
const customers = new Map<string, string>();
let hooks = createHooks(secret, customers);

const mock = createMock({
  seed: 1, // the same ids and times in each run
  data: { webhookEndpoints: { endpoint_url: "https://app.test/hooks", secret, events: ["organization.created"] } },
  webhooks: { send: (request) => hooks.fetch(request) }, // deliveries need no port
});
const workos = createClient({ apiKey: mock.apiKey, fetch: mock.fetch });

afterEach(() => {
  mock.requests.expectNoSurprise();
  mock.reset();
  // With a seed, ids come again after a reset: handlers that remember events would take them for repetitions.
  hooks = createHooks(secret, customers);
  customers.clear();
});
// #endregion

// #region state
it("creates the organization and invites the first person", async () => {
  const id = await signUp(workos, "Acme", "ada@acme.test");

  expect(mock).toHaveReceived("createOrganization", { body: { name: "Acme" } });
  expect(mock).toHaveEmitted("organization.created", { id, name: "Acme" });
  expect(mock).toHaveSent("ada@acme.test", { kind: "invitation" });
});
// #endregion

// #region webhooks
it("hears of the customer by webhook", async () => {
  const id = await signUp(workos, "Acme", "ada@acme.test");
  await mock.webhooks.settled();

  expect(customers.get(id)).toBe("Acme");
  expect(mock.webhooks.deliveries).toMatchObject([{ event: "organization.created", state: "delivered" }]);
});
// #endregion

// #region faults
it("survives a rate limit, and tells of a refusal", async () => {
  mock.faults.add({ kind: "rateLimit", operation: "createOrganization", times: 2, retryAfterSeconds: 0 });
  await signUp(workos, "Acme", "ada@acme.test");
  expect(mock.requests.of("createOrganization").map(({ status }) => status)).toEqual([429, 429, 201]);

  mock.fail("sendInvitation", 422);
  const refusal = await signUp(workos, "Blue", "bob@blue.test").catch((error: unknown) => error);
  expect(isApiError(refusal) && refusal.status).toBe(422);
});
// #endregion

// #region clock
it("has an invitation that expires", async () => {
  await signUp(workos, "Acme", "ada@acme.test");
  const token = mock.outbox.last("ada@acme.test", "invitation")?.token ?? "";
  expect((await findInvitationByToken(workos, { token })).state).toBe("pending");

  await mock.clock.advance({ days: 8 });

  expect((await findInvitationByToken(workos, { token })).state).toBe("expired");
});
// #endregion
