// #region docs
import { createClient } from "@workos-kit/client";
import { createOrganization, listOrganizations } from "@workos-kit/client/operations";
import { expect, inject, it } from "vitest";

/** Each key has an environment of its own, made at its first use: nothing to set up, nothing shared. */
const clientOf = (key: string) => createClient({ apiKey: key, baseUrl: inject("workosUrl") });

it("shares the server, and nothing else", async () => {
  const one = clientOf("sk_test_one");
  const other = clientOf("sk_test_other");

  await createOrganization(one, { name: "Acme", external_id: "customer-1" });
  await createOrganization(other, { name: "Blue", external_id: "customer-1" });

  expect((await listOrganizations(one)).data.map(({ name }) => name)).toEqual(["Acme"]);
  expect((await listOrganizations(other)).data.map(({ name }) => name)).toEqual(["Blue"]);
});
// #endregion
