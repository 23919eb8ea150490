import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { createMock } from "@workos-kit/testing";

// A recipe for node:test: one mock for the file, reset after each test, and no surprises.
const mock = createMock({ seed: 1 });

afterEach(() => {
  mock.requests.expectNoSurprise();
  mock.reset();
});

/** The code under test: anything that takes a `fetch`. */
async function createCustomer(name, send) {
  const headers = { authorization: `Bearer ${mock.apiKey}`, "content-type": "application/json" };
  const answer = await send("https://api.workos.com/organizations", {
    method: "POST",
    headers,
    body: JSON.stringify({ name }),
  });
  if (!answer.ok) throw new Error(`WorkOS answered ${answer.status}.`);
  return (await answer.json()).id;
}

test("creates a customer", async () => {
  const id = await createCustomer("Acme", mock.fetch);

  assert.match(id, /^org_/);
  assert.equal(mock.events.of("organization.created").length, 1);
});

test("tells when WorkOS refuses", async () => {
  mock.fail("createOrganization", 409);

  await assert.rejects(createCustomer("Acme", mock.fetch), /409/);
});

test("refuses what the API would refuse", async () => {
  await assert.rejects(createCustomer(7, mock.fetch), /422/);
});
