import { readFile } from "node:fs/promises";
import { createClient } from "@workos-kit/client";
import { getOrganization, listOrganizationMemberships } from "@workos-kit/client/operations";
import { applySeed, createMock, type SeedData } from "@workos-kit/testing";
import { expect, it } from "vitest";
import { parse } from "yaml";

it("fills a mock from code", async () => {
  // #region code
  const data = {
    organizations: [{ id: "org_acme", name: "Acme", domains: ["acme.test"] }],
    users: [{ id: "user_ada", email: "ada@acme.test" }],
    organizationMemberships: [{ user: "user_ada", organization: "org_acme" }],
  } satisfies SeedData;

  const mock = createMock({ seed: 1, data });
  // #endregion
  const workos = createClient({ apiKey: mock.apiKey, fetch: mock.fetch });
  const memberships = await listOrganizationMemberships(workos, { user_id: "user_ada" });

  expect((await getOrganization(workos, { id: "org_acme" })).name).toBe("Acme");
  expect(memberships.data).toMatchObject([{ organization_id: "org_acme", status: "active" }]);
});

it("fills a mock from the file that the command line takes", async () => {
  const mock = createMock();
  applySeed(mock, parse(await readFile(new URL("./seed.yaml", import.meta.url), "utf8")));

  expect(mock.dashboard.settings.get().team_name).toBe("Acme Team");
  const workos = createClient({ apiKey: mock.apiKey, fetch: mock.fetch });
  expect((await getOrganization(workos, { id: "org_acme" })).domains[0]?.domain).toBe("acme.test");
});

it("has a schema for editors", async () => {
  const text = await readFile(new URL("./seed.yaml", import.meta.url), "utf8");
  const [, path = ""] = /\$schema=(\S+)/.exec(text) ?? [];
  const schema = JSON.parse(await readFile(new URL(`../../${path}`, import.meta.url), "utf8"));

  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(parse(text))));
});

it("refuses a field that is misspelt", () => {
  // @ts-expect-error organizations have no such field
  expect(() => createMock({ data: { organizations: [{ nmae: "Acme" }] } })).toThrow("organizations[0].nmae");
});

it("adds what a single test needs, and goes back", async () => {
  const mock = createMock({ seed: 1, data: { organizations: { id: "org_acme", name: "Acme" } } });
  const workos = createClient({ apiKey: mock.apiKey, fetch: mock.fetch });

  // #region dashboard
  const directory = mock.dashboard.directories.create({ organization: "Acme" });
  mock.dashboard.directories.provision({
    directory: directory.id,
    groups: [{ name: "Engineering" }],
    users: [{ email: "ada@acme.test", first_name: "Ada", groups: ["Engineering"] }],
  });
  const before = mock.snapshot();
  mock.dashboard.directories.deactivateUser({ user: "ada@acme.test" });
  // #endregion
  expect(mock.events.names).toContain("dsync.user.updated");

  // #region reset
  mock.restore(before); // as it was at that moment
  mock.reset(); // as it was at the beginning: the seed, no overrides, no faults, an empty journal
  // #endregion
  expect((await getOrganization(workos, { id: "org_acme" })).name).toBe("Acme");
  expect(mock.events.names).not.toContain("dsync.user.created");
});
