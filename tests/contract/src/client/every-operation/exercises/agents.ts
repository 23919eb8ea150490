import * as api from "@workos-kit/client/operations";
import { expect } from "vitest";
import type { Exercise } from "./exercise.ts";

export const agents: Exercise = {
  title: "agents: blueprints, instances, sessions, claims and credentials",
  async run({ mock, client }) {
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const session_settings = {
      max_age_seconds: 3600,
      access_token_ttl_seconds: 300,
      refresh_token_ttl_seconds: 3600,
    };
    const blueprint = await api.createAgentBlueprint(client, { name: "Scribe", session_settings });
    const { id } = blueprint;
    expect(await api.getAgentBlueprint(client, { id })).toEqual(blueprint);
    expect((await api.updateAgentBlueprint(client, { id, name: "Scribe 2" })).name).toBe("Scribe 2");
    expect(await api.listAgentBlueprints(client).collect()).toHaveLength(1);

    const asked = { blueprint_id: id, type: "autonomous" as const, organization_id: organization.id };
    const minted = await api.mintAgentToken(client, asked);
    const instance = { id: minted.agent_instance_id };
    const session = { id: minted.agent_instance_session_id };
    expect((await api.getAgentInstance(client, instance)).type).toBe("autonomous");
    expect(await api.listAgentInstances(client, { agent_blueprint_id: id }).collect()).toHaveLength(1);
    expect((await api.getAgentSession(client, session)).status).toBe("active");
    expect(await api.listAgentSessions(client, { agent_instance_id: instance.id }).collect()).toHaveLength(1);
    expect((await api.revokeAgentSession(client, session)).status).toBe("revoked");
    await api.deleteAgentInstance(client, instance);
    await api.deleteAgentBlueprint(client, { id });

    const registration = mock.dashboard.agentRegistrations.create({ organization });
    const attempt = mock.dashboard.agentRegistrations.createClaimAttempt({
      id: registration.id,
      login_hint: "bob@acme.test",
    });
    await api.linkAgentClaimAttempt(client, {
      type: "link_external_user",
      claim_attempt_token: attempt.claim_attempt_token,
      user: { email: "bob@acme.test", external_id: "u-1" },
    });
    expect((await api.getAgentRegistration(client, { id: registration.id })).kind).toBe("anonymous");
    const { credential } = await mock.dashboard.agentRegistrations.issueCredential({ id: registration.id });
    expect(await api.validateAgentCredential(client, { type: "api_key", credential })).toMatchObject({ valid: true });
  },
};
