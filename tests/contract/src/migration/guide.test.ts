import { createClient } from "@workos-kit/client";
import { createMock } from "@workos-kit/testing";
import { expect, it } from "vitest";
import { openVendorStage } from "../vendor/stage.ts";
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
