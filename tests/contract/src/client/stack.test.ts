import { createClient } from "@workos-kit/client";
import { getOrganization, listOrganizations } from "@workos-kit/client/operations";
import { expect, it } from "vitest";

// As installed: each entry has its own copy of what errors are, so that `instanceof` knows no other entry's.
it("an error of one entry names the caller in another, as the packages are installed", async () => {
  const fetch = () => Promise.reject(new TypeError("fetch failed"));
  const client = createClient({ apiKey: "sk_test", fetch, retries: 0 });
  const calls = [
    async function byFunction() {
      await getOrganization(client, { id: "org_1" });
    },
    async function byList() {
      await listOrganizations(client);
    },
  ];

  for (const call of calls) {
    const error = await call().catch((reason: Error) => reason);
    expect(String(Object(error).stack)).toContain(call.name);
  }
});
