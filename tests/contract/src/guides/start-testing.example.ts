// #region docs
import { createClient } from "@workos-kit/client";
import { listOrganizations } from "@workos-kit/client/operations";
import { createMock } from "@workos-kit/testing";
import { expect } from "vitest";

const mock = createMock({ seed: 1 }); // ids and times are the same in each run
const workos = createClient({ apiKey: mock.apiKey, fetch: mock.fetch, retries: 0 });

mock.dashboard.organizations.create({ name: "Acme", domains: ["acme.test"] });
mock.dashboard.connections.create({ organization: "Acme", type: "OktaSAML" });
mock.dashboard.sso.nextLogin({ email: "ada@acme.test" }); // what the API cannot do, the dashboard can

mock.fail("listOrganizations", 429); // any documented error, once
await expect(listOrganizations(workos)).rejects.toMatchObject({ status: 429 });
await mock.clock.advance({ minutes: 10 }); // codes expire, webhooks are tried again
expect(mock.events.names).toContain("organization.created");
// #endregion

export const name = (await listOrganizations(workos)).data[0]?.name;
