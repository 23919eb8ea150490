// #region docs
import { afterEach, expect, test } from "bun:test";
import { createClient } from "@workos-kit/client";
import { findInvitationByToken } from "@workos-kit/client/operations";
import { createMock } from "@workos-kit/testing";
import { createHooks, signUp } from "../src/sign-up.ts";

const secret = "whsec_test";
const customers = new Map<string, string>();
const hooks = createHooks(secret, customers);

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

test("creates the organization, invites the first person and hears of it by webhook", async () => {
  const id = await signUp(workos, "Acme", "ada@acme.test");
  await mock.webhooks.settled();

  expect(mock).toHaveReceived("createOrganization", { body: { name: "Acme" } });
  expect(mock).toHaveEmitted("organization.created", { id });
  expect(mock).toHaveSent("ada@acme.test", { kind: "invitation" });
  expect(customers.get(id)).toBe("Acme");
});
// #endregion

test("survives a rate limit, and tells of a refusal", async () => {
  mock.faults.add({ kind: "rateLimit", operation: "createOrganization", times: 2, retryAfterSeconds: 0 });
  await signUp(workos, "Acme", "ada@acme.test");
  expect(mock.requests.of("createOrganization").map(({ status }) => status)).toEqual([429, 429, 201]);

  mock.fail("sendInvitation", 422);
  await expect(signUp(workos, "Blue", "bob@blue.test")).rejects.toMatchObject({ status: 422 });
});

test("has an invitation that expires", async () => {
  await signUp(workos, "Acme", "ada@acme.test");
  const token = mock.outbox.last("ada@acme.test", "invitation")?.token ?? "";

  await mock.clock.advance({ days: 8 });

  expect((await findInvitationByToken(workos, { token })).state).toBe("expired");
});
