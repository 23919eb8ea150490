import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const agents: Exercise = {
  title: "agents: blueprints, tokens, claims and credentials",
  async run({ mock, workos }) {
    const { dashboard } = mock;
    const { agents } = workos;
    const organization = dashboard.organizations.create({ name: "Acme" });
    const sessionSettings = { maxAgeSeconds: 3600, accessTokenTtlSeconds: 300, refreshTokenTtlSeconds: 3600 };
    const blueprint = await agents.createBlueprint({ name: "Scribe", sessionSettings });
    const agentBlueprintId = blueprint.id;
    expect(await agents.getBlueprint(agentBlueprintId)).toEqual(blueprint);
    expect((await agents.updateBlueprint({ agentBlueprintId, name: "Scribe 2" })).name).toBe("Scribe 2");
    expect((await agents.listBlueprints()).data).toHaveLength(1);

    const minted = await agents.mintToken({ agentBlueprintId, type: "autonomous", organizationId: organization.id });
    const { refreshToken } = minted;
    const again = await agents.mintToken({ agentBlueprintId, type: "refresh", refreshToken });
    expect(again.agentInstanceId).toBe(minted.agentInstanceId);
    expect((await agents.getInstance(minted.agentInstanceId)).type).toBe("autonomous");
    expect((await agents.listInstances({ agentBlueprintId })).data).toHaveLength(1);
    const sessionId = minted.agentInstanceSessionId;
    expect((await agents.getInstanceSession(sessionId)).status).toBe("active");
    expect((await agents.listInstanceSessions({ agentInstanceId: minted.agentInstanceId })).data).toHaveLength(1);
    expect((await agents.revokeInstanceSession(sessionId)).status).toBe("revoked");
    await agents.deleteInstance(minted.agentInstanceId);
    await agents.deleteBlueprint(agentBlueprintId);
    await expect(agents.getBlueprint(agentBlueprintId)).rejects.toMatchObject({ status: 404 });

    const { id } = dashboard.agentRegistrations.create({ organization });
    const attempt = dashboard.agentRegistrations.createClaimAttempt({ id, login_hint: "ada@acme.test" });
    const linked = await agents.linkClaimAttemptToExternalUser({
      claimAttemptToken: attempt.claim_attempt_token,
      user: { email: "ada@acme.test", externalId: "u-1" },
    });
    expect(linked).toMatchObject({ id, status: "unverified" });
    expect((await agents.getRegistration(id)).kind).toBe("anonymous");
    const key = await dashboard.agentRegistrations.issueCredential({ id });
    const token = await dashboard.agentRegistrations.issueCredential({ id, type: "access_token" });
    const byKey = await agents.validateCredential({ type: "api_key", credential: key.credential });
    expect(byKey).toMatchObject({ valid: true, registrationId: id });
    // The SDK checks the token itself, by the mock's keys, and then asks.
    const given = { type: "access_token", credential: token.credential, checkForRevoked: true } as const;
    expect(await agents.validateCredential(given)).toMatchObject({
      valid: true,
      registrationId: id,
      claims: { organizationId: organization.id },
    });
    dashboard.agentRegistrations.revoke({ id });
    expect(await agents.validateCredential(given)).toMatchObject({ valid: false });
  },
};
