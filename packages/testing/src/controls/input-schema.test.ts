import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { checkedMock } from "../../test/checked-mock.ts";
import { createMock } from "../mock.ts";
import { applySeed } from "../seed.ts";
import { checkInput } from "./check-input.ts";
import { seedSchema } from "./seed-schema.ts";

const misfit = (call: string, input: unknown) => {
  try {
    checkInput(call, input, "body");
    return "";
  } catch (error) {
    return String(error);
  }
};

describe("what the dashboard takes", () => {
  it.each([
    ["organizations/create", { name: "Acme", domains: ["acme.test"], external_id: null }],
    ["connections/create", { organization: { id: "org_1", name: "Acme" }, type: "OktaSAML" }],
    ["connections/create", { type: "SomethingNew" }],
    ["organizationMemberships/create", { user: "ada@acme.test", organization: "Acme", role_slugs: ["admin"] }],
    ["directories/provision", { directory: "directory_1", users: [{ email: "a@b.test", groups: ["Eng"] }] }],
    ["settings/update", { mfa: "required" }],
    ["settings/get", {}],
  ])("passes for %s: %j", (call, input) => {
    expect(misfit(call, input)).toBe("");
  });

  it.each([
    ["organizations/create", { nmae: "Acme" }, "body.nmae is not known. Fields: "],
    ["organizations/create", {}, "body.name is required."],
    ["organizations/create", { name: 7 }, "body.name must be text."],
    ["organizations/create", null, "body must be a map of fields."],
    ["organizations/create", { name: "A", domains: [1] }, "body.domains[0] must be text."],
    ["settings/update", { mfa: "always" }, "body.mfa must be one of: off, optional, required."],
    ["settings/update", { interactive_sign_in: "yes" }, "body.interactive_sign_in must be true or false."],
    ["organizationMemberships/create", { user: 7, organization: "Acme" }, "body.user must be"],
    [
      "directories/provision",
      { directory: "directory_1", users: [{ emial: "x" }] },
      "body.users[0].emial is not known",
    ],
    ["mfa/totpCode", { factor: "a", step: 1 }, "body.step is not known. Fields: factor, steps."],
  ])("is refused for %s: %j", (call, input, reason) => {
    expect(misfit(call, input)).toContain(reason);
  });

  it("is checked over HTTP as well, and described there", async () => {
    const { api } = checkedMock();

    const answer = await api("POST /_mock/organizations/create", { nmae: "Acme" });
    const { body } = await api("GET /_mock/openapi.json");

    expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining("body.nmae is not known")]);
    const { schema } = body.paths["/_mock/organizations/create"].post.requestBody.content["application/json"];
    expect(schema).toEqual({ $ref: "#/components/schemas/OrganizationInput" });
    expect(body.components.schemas.OrganizationInput.required).toEqual(["name"]);
  });
});

describe("a seed", () => {
  it("is added as a whole or not at all", () => {
    const mock = createMock({ data: { organizations: { name: "Acme" } } });
    const add = (data: object) => () => applySeed(mock, data);

    expect(add({ users: [{ email: "a@b.test" }], organizations: [{ nmae: "B" }] })).toThrow("organizations[0].nmae");
    expect(
      add({ users: [{ email: "a@b.test" }], connections: [{ organization: "Nobody", type: "OktaSAML" }] }),
    ).toThrow();

    expect(mock.world.export().tables.users).toEqual([]);
    expect(mock.world.export().tables.organizations).toHaveLength(1);
  });

  it("has a schema that another validator reads the same way", () => {
    const validate = new Ajv2020({ strict: false }).compile(seedSchema());

    expect(validate({ organizations: [{ name: "Acme" }], settings: { team_name: "Mine" } })).toBe(true);
    expect(validate({ organizations: [{ nmae: "Acme" }] })).toBe(false);
    expect(validate({ organisations: [] })).toBe(false);
  });
});
