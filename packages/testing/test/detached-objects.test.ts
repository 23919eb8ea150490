import { expect, it } from "vitest";
import type { Organization } from "../src/generated/schemas.ts";
import { createMock } from "../src/mock.ts";
import { checkedMock } from "./checked-mock.ts";

/** Types promise what is not so at run time: a test may well sort a list it was given. */
const loosely = (value: unknown) => value as Record<string, never> & { push(item: string): void };

it("does not change with what the dashboard took or gave", async () => {
  const { mock, api } = checkedMock();
  const metadata = { plan: "team" };
  const attributes = { department: "Finance" };
  const organization = mock.dashboard.organizations.create({ name: "Acme", metadata });
  const people = [{ email: "ada@acme.test", custom_attributes: attributes }];
  const { users } = mock.dashboard.directories.provision({ organization, users: people });

  Object.assign(metadata, { plan: "free" });
  Object.assign(attributes, { department: "Sales" });
  Object.assign(loosely(organization.metadata), { plan: "free" });
  Object.assign(loosely(users[0]?.custom_attributes), { department: "Sales" });

  expect((await api(`GET /organizations/${organization.id}`)).body.metadata).toEqual({ plan: "team" });
  expect((await api(`GET /directory_users/${users[0]?.id}`)).body.custom_attributes).toEqual({ department: "Finance" });
});

it("keeps what all mocks begin with from each of them", async () => {
  const one = createMock({ seed: 1 });
  const other = checkedMock();
  loosely(one.dashboard.roles.create({ slug: "admin" }).permissions).push("everything");
  Object.assign(one.dashboard.settings.get().authentication_methods, { password: false });

  expect((await other.api("GET /authorization/roles/admin")).body.permissions).toEqual([]);
  expect(other.mock.dashboard.settings.get().authentication_methods.password).toBe(true);
});

it("shows its events and messages, and does not let them be changed", () => {
  const { mock } = checkedMock();
  mock.dashboard.organizations.create({ name: "Acme", metadata: { plan: "team" } });
  const [event] = mock.events.of("organization.created");

  expect(() => Object.assign(event?.data.metadata ?? {}, { plan: "free" })).toThrow(TypeError);
});

it("lets overrides change the answer they were given, and not the object behind it", async () => {
  const { mock, api } = checkedMock();
  const { id } = mock.dashboard.organizations.create({ name: "Acme", domains: ["acme.test"] });
  mock.override("getOrganization", async (_, next) => {
    const body = (await next()) as Organization;
    for (const domain of body.domains) Object.assign(domain, { domain: "other.test" });
    return body;
  });

  const changed = await api(`GET /organizations/${id}`);
  mock.overrides.clear();

  expect(changed.body.domains).toMatchObject([{ domain: "other.test" }]);
  expect((await api(`GET /organizations/${id}`)).body.domains).toMatchObject([{ domain: "acme.test" }]);
});

it("does not hold on to the data of events it was told to emit", async () => {
  const mock = createMock({ seed: 1 });
  const permissions = ["read"];
  const { data } = await mock.trigger("role.created", { slug: "editor", permissions });

  permissions.push("write");

  expect(data).toMatchObject({ permissions: ["read"] });
  expect(mock.events.of("role.created")[0]?.data.permissions).toEqual(["read"]);
});
