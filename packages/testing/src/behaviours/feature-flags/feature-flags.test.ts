import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

async function flagged() {
  const { mock, api } = checkedMock();
  const organization = mock.dashboard.organizations.create({ name: "Acme" });
  const user = (await api("POST /user_management/users", { email: "ada@acme.test" })).body;
  await api("POST /user_management/organization_memberships", { user_id: user.id, organization_id: organization.id });
  mock.dashboard.featureFlags.create({ slug: "reports" });
  const slugs = async (path: string) => (await api(`GET ${path}`)).body.data.map((flag: { slug: string }) => flag.slug);
  return {
    mock,
    api,
    organization,
    user,
    forUser: () => slugs(`/user_management/users/${user.id}/feature-flags`),
    forOrganization: () => slugs(`/organizations/${organization.id}/feature-flags`),
  };
}

describe("feature flags", () => {
  it("are off for everybody until there is a target", async () => {
    const { forUser, forOrganization } = await flagged();

    expect([await forUser(), await forOrganization()]).toEqual([[], []]);
  });

  it("reach a user through an organization that is a target", async () => {
    const { api, organization, forUser, forOrganization } = await flagged();

    expect((await api(`POST /feature-flags/reports/targets/${organization.id}`)).status).toBe(204);

    expect([await forUser(), await forOrganization()]).toEqual([["reports"], ["reports"]]);
    expect((await api(`DELETE /feature-flags/reports/targets/${organization.id}`)).status).toBe(204);
    expect(await forUser()).toEqual([]);
  });

  it("let a user's own target win over the organization's", async () => {
    const { mock, user, organization, forUser } = await flagged();
    mock.dashboard.featureFlags.target({ slug: "reports", resource: organization.id });
    mock.dashboard.featureFlags.target({ slug: "reports", resource: user.id, enabled: false });

    expect(await forUser()).toEqual([]);
  });

  it("follow the default, and are off when disabled", async () => {
    const { api, mock, forOrganization } = await flagged();
    mock.dashboard.featureFlags.update({ slug: "reports", default_value: true });
    expect(await forOrganization()).toEqual(["reports"]);

    expect((await api("PUT /feature-flags/reports/disable")).body.enabled).toBe(false);
    expect(await forOrganization()).toEqual([]);
    expect((await api("PUT /feature-flags/reports/enable")).body.enabled).toBe(true);
    expect(await forOrganization()).toEqual(["reports"]);
  });

  it("refuse targets that are neither user nor organization, or do not exist", async () => {
    const { api } = await flagged();

    for (const method of ["POST", "DELETE"]) {
      const odd = await api(`${method} /feature-flags/reports/targets/conn_1`);
      expect(odd).toMatchObject({ status: 400, body: { code: "invalid_resource_id_format" } });
      expect((await api(`${method} /feature-flags/reports/targets/user_missing`)).status).toBe(404);
      expect((await api(`${method} /feature-flags/none/targets/user_1`)).status).toBe(404);
    }
  });

  it("answer 404 for what is not there", async () => {
    const { api } = await flagged();

    for (const request of [
      "GET /feature-flags/none",
      "PUT /feature-flags/none/enable",
      "PUT /feature-flags/none/disable",
      "GET /organizations/org_none/feature-flags",
      "GET /user_management/users/user_none/feature-flags",
    ])
      expect((await api(request)).status).toBe(404);
  });

  it("tell of each change once, and of none where nothing changed", async () => {
    const { api, mock, organization } = await flagged();
    await api("PUT /feature-flags/reports/enable");
    await api("PUT /feature-flags/reports/disable");
    await api(`POST /feature-flags/reports/targets/${organization.id}`);
    await api(`POST /feature-flags/reports/targets/${organization.id}`);
    mock.dashboard.featureFlags.delete({ slug: "reports" });

    const { body } = await api("GET /events?events=flag.created,flag.updated,flag.rule_updated,flag.deleted");

    expect(body.data.map((event: { event: string }) => event.event)).toEqual([
      "flag.created",
      "flag.updated",
      "flag.rule_updated",
      "flag.deleted",
    ]);
  });

  it("tell who changed what, and what it was before", async () => {
    const { api, mock, organization, user } = await flagged();
    await api("PUT /feature-flags/reports/disable");
    mock.dashboard.featureFlags.target({ slug: "reports", resource: "ada@acme.test" });
    mock.dashboard.featureFlags.target({ slug: "reports", resource: "Acme" });

    const { body } = await api("GET /events?events=flag.updated,flag.rule_updated");
    const contexts = body.data.map((event: { context: object }) => event.context);

    expect(contexts).toMatchObject([
      { actor: { source: "api" }, previous_attributes: { data: { enabled: true } } },
      {
        actor: { source: "dashboard" },
        access_type: "some",
        previous_attributes: { context: { access_type: "none" } },
      },
      {
        configured_targets: {
          organizations: [{ id: organization.id, name: "Acme" }],
          users: [{ id: user.id, email: "ada@acme.test" }],
        },
      },
    ]);
  });

  it("are paged, and refuse bad pages", async () => {
    const { api, mock } = await flagged();
    mock.dashboard.featureFlags.create({ slug: "second", id: "flag_own", tags: ["beta"] });

    const first = await api("GET /feature-flags?limit=1");
    const second = await api(`GET /feature-flags?limit=1&after=${first.body.list_metadata.after}`);
    const both = await api("GET /feature-flags?after=flag_own&before=flag_own");

    expect([...first.body.data, ...second.body.data].map(({ slug }) => slug)).toEqual(["second", "reports"]);
    expect((await api("GET /feature-flags/second")).body).toEqual(first.body.data[0]);
    expect([both.status, both.body.code]).toEqual([400, "invalid_request_parameters"]);
    for (const query of ["limit=0", "limit=101", "order=up", "after=none"])
      expect((await api(`GET /feature-flags?${query}`)).status).toBe(422);
  });

  it("forget targets that are deleted, and refuse a slug that is taken", async () => {
    const { api, mock, organization } = await flagged();
    mock.dashboard.featureFlags.target({ slug: "reports", resource: organization.id });

    await api(`DELETE /organizations/${organization.id}`);

    const polled = await mock.fetch("https://api.workos.com/sdk/feature-flags", {
      headers: { authorization: `Bearer ${mock.apiKey}` },
    });
    expect((await polled.json()).reports.targets).toEqual({ users: [], organizations: [] });
    expect(() => mock.dashboard.featureFlags.create({ slug: "reports" })).toThrow("409");
  });

  it("are polled in one object by the vendor's runtime client", async () => {
    const { mock, organization } = await flagged();
    mock.dashboard.featureFlags.target({ slug: "reports", resource: organization.id });
    const poll = (key: string) =>
      mock.fetch("https://api.workos.com/sdk/feature-flags", { headers: { authorization: `Bearer ${key}` } });

    expect(await (await poll(mock.apiKey)).json()).toEqual({
      reports: {
        slug: "reports",
        enabled: true,
        default_value: false,
        targets: { users: [], organizations: [{ id: organization.id, enabled: true }] },
      },
    });
    expect((await poll("sk_live_unknown")).status).toBeGreaterThanOrEqual(400);
  });
});
