// #region docs
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { createClient } from "@workos-kit/client";
import { findInvitationByToken } from "@workos-kit/client/operations";
import { createMock } from "@workos-kit/testing";
import { createHooks, signUp } from "../src/sign-up.ts";

const secret = "whsec_test";
const customers = new Map<string, string>();
const hooks = createHooks(secret, customers);

// No seed: ids are new in each run, and no handler takes an event for one it has seen.
const mock = createMock({
  data: { webhookEndpoints: { endpoint_url: "https://app.test/hooks", secret, events: ["organization.created"] } },
  webhooks: { send: (request) => hooks.fetch(request) },
});
const workos = createClient({ apiKey: mock.apiKey, fetch: mock.fetch });

afterEach(() => {
  mock.requests.expectNoSurprise();
  mock.reset();
  customers.clear();
});

test("creates the organization and invites the first person", async () => {
  const id = await signUp(workos, "Acme", "ada@acme.test");

  // Throws, and names the nearest request, when there is none like this.
  mock.requests.expect("sendInvitation", { body: { email: "ada@acme.test", organization_id: id } });
  assert.deepEqual(mock.events.names, ["organization.created", "invitation.created"]);
});

test("hears of the customer by webhook", async () => {
  const id = await signUp(workos, "Acme", "ada@acme.test");
  await mock.webhooks.settled();

  assert.equal(customers.get(id), "Acme");
});
// #endregion

test("survives a rate limit, and tells of a refusal", async () => {
  mock.faults.add({ kind: "rateLimit", operation: "createOrganization", times: 2, retryAfterSeconds: 0 });
  await signUp(workos, "Acme", "ada@acme.test");
  assert.deepEqual(
    mock.requests.of("createOrganization").map(({ status }) => status),
    [429, 429, 201],
  );

  mock.fail("sendInvitation", 422);
  await assert.rejects(signUp(workos, "Blue", "bob@blue.test"), { status: 422 });
});

test("has an invitation that expires", async () => {
  await signUp(workos, "Acme", "ada@acme.test");
  const token = mock.outbox.last("ada@acme.test", "invitation")?.token ?? "";

  await mock.clock.advance({ days: 8 });

  assert.equal((await findInvitationByToken(workos, { token })).state, "expired");
});
