import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

function agents() {
  const { mock, api } = checkedMock();
  const { dashboard } = mock;
  const organization = dashboard.organizations.create({ name: "Acme" });
  const blueprint = dashboard.agentBlueprints.create({ name: "Scribe" });
  const instance = dashboard.agentInstances.create({ agent_blueprint_id: blueprint.id, organization });
  const session = dashboard.agentSessions.create({ id: "agent_session_1", agent_instance_id: instance.id });
  return { mock, api, blueprint, instance, session };
}

describe("agent sessions", () => {
  it("are listed by blueprint and by instance", async () => {
    const { api, blueprint, instance, session } = agents();

    expect((await api(`GET /agents/sessions?agent_blueprint_id=${blueprint.id}`)).body.data).toEqual([session]);
    expect((await api(`GET /agents/sessions?agent_instance_id=${instance.id}`)).body.data).toEqual([session]);
    expect((await api("GET /agents/sessions?agent_instance_id=agent_1")).body.data).toEqual([]);
    expect((await api(`GET /agents/sessions/${session.id}`)).body).toMatchObject({
      status: "active",
      revoked_at: null,
    });
  });

  it("are revoked once", async () => {
    const { mock, api, session } = agents();
    const revoke = () => api(`POST /agents/sessions/${session.id}/revoke`);

    const first = await revoke();
    await mock.clock.advance({ minutes: 1 });
    const second = await revoke();

    expect(first.body).toMatchObject({ status: "revoked", revoked_at: "2026-01-01T00:00:00.000Z" });
    expect(second.body).toEqual(first.body);
    const { body } = await api("GET /events?events=agent.instance.session.revoked");
    expect(body.data).toMatchObject([{ data: { id: session.id, permission_slugs: [] } }]);
  });

  it("expire by the clock", async () => {
    const { mock, api, session } = agents();

    await mock.clock.advance({ hours: 1 });

    expect((await api(`GET /agents/sessions/${session.id}`)).body.status).toBe("expired");
  });

  it("are unknown under any other id", async () => {
    const { api } = agents();

    expect((await api("GET /agents/sessions/agent_session_2")).status).toBe(404);
    expect((await api("POST /agents/sessions/agent_session_2/revoke")).status).toBe(404);
  });

  it("are there after their event was triggered, with their agent", async () => {
    const { mock, api } = checkedMock();

    const { data } = await mock.trigger("agent.instance.session.created");

    expect((await api(`GET /agents/sessions/${data.id}`)).status).toBe(200);
    expect((await api(`GET /agents/instances/${data.agent_instance_id}`)).status).toBe(200);
  });
});
