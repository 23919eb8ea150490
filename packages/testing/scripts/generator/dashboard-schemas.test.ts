import { describe, expect, it } from "vitest";
import { dashboardSchemas } from "../../src/generated/dashboard-schemas.ts";
import { createMock } from "../../src/mock.ts";

// That they are up to date is checked for all generated files alike: scripts/check-generated.ts.
describe("the schemas of the dashboard", () => {
  it("cover every function there is", () => {
    const calls = Object.entries(createMock().dashboard).flatMap(([resource, functions]) =>
      Object.keys(functions).map((name) => `${resource}/${name}`),
    );

    expect(Object.keys(dashboardSchemas.inputs).sort()).toEqual(calls.sort());
  });

  it("take an id where they take an object, and any text where names are open", () => {
    const { inputs, $defs } = dashboardSchemas;

    expect($defs.ConnectionInput?.properties?.type).toEqual({ type: "string" });
    expect(inputs["organizationMemberships/create"]?.properties?.user?.anyOf).toContainEqual({ type: "string" });
    expect($defs.OrganizationInput?.properties?.external_id?.anyOf).toContainEqual({ type: "null" });
  });
});
