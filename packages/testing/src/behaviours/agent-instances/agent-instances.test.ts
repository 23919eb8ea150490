import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

function agents() {
  const { mock, api } = checkedMock();
  const { dashboard } = mock;
  const acme = dashboard.organizations.create({ name: "Acme" });
  const other = dashboard.organizations.create({ name: "Other" });
  const blueprint = dashboard.agentBlueprints.create({ id: "agent_blueprint_1", name: "Scribe" });
  const instance = dashboard.agentInstances.create({ agent_blueprint_id: blueprint.id, organization: acme });
  const second = dashboard.agentInstances.create({ agent_blueprint_id: blueprint.id, organization: other });
  return { mock, api, acme, other, blueprint, instance, second };
}

describe("agent instances", () => {
  it("are listed by organization and blueprint", async () => {
    const { api, acme, blueprint, instance, second } = agents();

    expect((await api(`GET /agents/instances?organization_id=${acme.id}`)).body.data).toEqual([instance]);
    const all = await api(`GET /agents/instances?agent_blueprint_id=${blueprint.id}`);
    expect(all.body.data).toEqual([second, instance]);
    expect((await api("GET /agents/instances?agent_blueprint_id=x")).body.data).toEqual([]);
    expect((await api(`GET /agents/instances/${instance.id}`)).body).toEqual(instance);
  });

  it("go with their sessions", async () => {
    const { mock, api, instance } = agents();
    const session = mock.dashboard.agentSessions.create({ agent_instance_id: instance.id });

    expect((await api(`DELETE /agents/instances/${instance.id}`)).status).toBe(204);

    expect((await api(`GET /agents/instances/${instance.id}`)).status).toBe(404);
    expect((await api(`GET /agents/sessions/${session.id}`)).status).toBe(404);
    expect((await api(`DELETE /agents/instances/${instance.id}`)).status).toBe(404);
  });

  it.each(["blueprint", "organization", "member"])("go with their %s, each with an event", async (what) => {
    const { mock, api, acme, blueprint } = agents();
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });
    const membership = mock.dashboard.organizationMemberships.create({ user, organization: acme });
    mock.dashboard.agentInstances.create({
      agent_blueprint_id: blueprint.id,
      organization: acme,
      organization_membership_id: membership.id,
    });

    if (what === "blueprint") await api(`DELETE /agents/blueprints/${blueprint.id}`);
    else if (what === "organization") await api(`DELETE /organizations/${acme.id}`);
    else await api(`DELETE /user_management/organization_memberships/${membership.id}`);

    const { body } = await api("GET /events?events=agent.instance.deleted");
    expect(body.data).toHaveLength({ blueprint: 3, organization: 2, member: 1 }[what] ?? 0);
  });
});
