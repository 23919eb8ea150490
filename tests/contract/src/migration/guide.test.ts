import { createClient } from "@workos-kit/client";
import { getOrganization, listUsers } from "@workos-kit/client/operations";
import { createMock } from "@workos-kit/testing";
import { expect, expectTypeOf, it } from "vitest";
import { openVendorStage } from "../vendor/stage.ts";
import { camelCased } from "./camel-case.example.ts";
import { after, before, refused } from "./guide.example.ts";

it("does before and after what the guide says is the same", async () => {
  await using stage = await openVendorStage(new Set());
  const mock = createMock();
  const workos = createClient({ apiKey: mock.apiKey, fetch: mock.fetch });
  for (const { dashboard } of [stage.mock, mock])
    dashboard.organizations.create({ name: "Acme", domains: ["acme.test"] });

  await before(stage.workos);
  await after(workos);

  const [theirs, ours] = [stage.mock, mock].map(({ requests }) =>
    requests.all.map(({ operation, status, body }) => ({ operation, status, body })),
  );
  expect(ours).toEqual(theirs);
  expect(ours?.map(({ operation }) => operation)).toEqual(["listOrganizations", "updateOrganization"]);
});

it("narrows errors as the guide shows", async () => {
  const mock = createMock();
  const workos = createClient({ apiKey: mock.apiKey, fetch: mock.fetch });
  const { id } = mock.dashboard.organizations.create({ name: "Acme" });
  mock.dashboard.organizations.create({ name: "Other", external_id: "42" });

  expect(await refused(workos, id, "42")).toBe("taken");
  expect(await refused(workos, "org_unknown", "43")).toMatch(/^gone, says req/);
  expect(await refused(workos, id, "43")).toBe("done");
});

it("gives the old names to data, in values and in types, while code is being moved", async () => {
  await using stage = await openVendorStage(new Set());
  const workos = createClient({ apiKey: stage.mock.apiKey, fetch: stage.mock.fetch });
  const { id } = stage.mock.dashboard.organizations.create({
    name: "Acme",
    domains: ["acme.test"],
    metadata: { my_key: "1" },
  });
  stage.mock.dashboard.users.create({ email: "ada@acme.test" });

  const organization = camelCased(await getOrganization(workos, { id }));
  const { data, listMetadata } = camelCased(await listUsers(workos));

  expect(organization).toMatchObject(await stage.workos.organizations.getOrganization(id));
  expect(data[0]).toMatchObject((await stage.workos.userManagement.listUsers()).data[0] ?? {});
  expectTypeOf(organization.createdAt).toEqualTypeOf<string>();
  expectTypeOf(organization.domains[0]?.organizationId).toEqualTypeOf<string | undefined>();
  expectTypeOf(listMetadata.after).toEqualTypeOf<string | null | undefined>();
});
