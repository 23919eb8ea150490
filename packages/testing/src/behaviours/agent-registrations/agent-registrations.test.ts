import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const ada = { email: "ada@acme.test", external_id: "u-1" };

function agents() {
  const { mock, api } = checkedMock();
  const { dashboard } = mock;
  const organization = dashboard.organizations.create({ name: "Acme" });
  const registration = dashboard.agentRegistrations.create({ id: "agent_reg_1", organization });
  const { claim_attempt_token } = dashboard.agentRegistrations.createClaimAttempt({
    id: registration.id,
    login_hint: ada.email,
  });
  const request = { type: "link_external_user", claim_attempt_token, user: ada };
  const link = (change: object = {}) => api("PATCH /agents/claims/attempts", { ...request, ...change });
  const addUser = () => dashboard.users.create(ada);
  const join = (user: { id: string }, name = "Acme") =>
    dashboard.organizationMemberships.create({
      user,
      organization: name === "Acme" ? organization : dashboard.organizations.create({ name }),
    });
  return { mock, api, organization, registration, claim_attempt_token, link, addUser, join };
}

async function eventsOf(api: ReturnType<typeof agents>["api"]): Promise<string[]> {
  const { body } = await api("GET /events?limit=100");
  return body.data.map((row: { event: string }) => row.event).filter((name: string) => name.startsWith("agent."));
}

describe("agent registrations", () => {
  it("are claimed: link, present the code, verified", async () => {
    const { mock, api, registration, claim_attempt_token, link, addUser, join, organization } = agents();
    const user = addUser();
    join(user);

    const linked = await link();

    expect(linked).toMatchObject({
      status: 200,
      body: {
        id: registration.id,
        status: "unverified",
        user_code: expect.stringMatching(/^[A-Z]{4}-[A-Z]{4}$/),
        organizations: [{ id: organization.id, name: "Acme" }],
      },
    });
    mock.dashboard.agentRegistrations.completeClaim({ claim_attempt_token, user_code: linked.body.user_code });
    const { body } = await api(`GET /agents/registrations/${registration.id}`);
    expect(body).toMatchObject({
      status: "verified",
      organization_id: organization.id,
      agent_identity: { userland_user_id: user.id },
      claim: { claim_completion: { claimed_at: "2026-01-01T00:00:00.000Z" } },
    });
    expect(await eventsOf(api)).toEqual([
      "agent.registration.created",
      "agent.registration.claim.attempt.created",
      "agent.registration.claim.completed",
    ]);
  });

  it("create the user of an unknown external id", async () => {
    const { api, link } = agents();

    expect((await link()).body.organizations).toEqual([]);

    expect((await api("GET /user_management/users/external_id/u-1")).body.email).toBe(ada.email);
  });

  it("ask for the organization when there are several, and take the one given", async () => {
    const { link, addUser, join, organization } = agents();
    const user = addUser();
    join(user);
    join(user, "Bluefern");

    const asked = await link();

    expect(asked).toMatchObject({ status: 409, body: { code: "organization_selection_required" } });
    expect(asked.body.organizations).toHaveLength(2);
    expect((await link({ organization_id: organization.id })).status).toBe(200);
    expect((await link({ organization_id: "org_1" })).body.code).toBe("invalid_organization");
  });

  it.each([
    ["another type", { type: "other" }],
    ["no token", { claim_attempt_token: "" }],
    ["no address", { user: { external_id: "u-1" } }],
    ["no address at all", { user: undefined }],
    ["no external id", { user: { email: ada.email } }],
    ["an empty organization", { organization_id: "" }],
  ])("refuse a link with %s", async (_, change) => {
    const { link } = agents();

    expect(await link(change)).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  });

  it("refuse an unknown token and another address", async () => {
    const { link, addUser } = agents();

    expect(await link({ claim_attempt_token: "cla_tkn_1" })).toMatchObject({
      status: 400,
      body: { code: "invalid_claim" },
    });
    const other = { email: "eve@acme.test", external_id: "u-2" };
    expect(await link({ user: other })).toMatchObject({ status: 400, body: { code: "email_mismatch" } });
    addUser();
    expect((await link({ user: { ...ada, email: "eve@acme.test" } })).body.code).toBe("email_mismatch");
    expect(await link({ user: { ...ada, external_id: "u-3" } })).toMatchObject({
      status: 409,
      body: { code: "email_already_in_use" },
    });
  });

  it("refuse an agent of somebody else", async () => {
    const { mock, organization, link } = agents();
    const eve = mock.dashboard.users.create({ email: "eve@acme.test" });
    const { id, status } = mock.dashboard.agentRegistrations.create({ organization, user: eve });
    const { claim_attempt_token } = mock.dashboard.agentRegistrations.createClaimAttempt({ id, login_hint: ada.email });

    expect(status).toBe("verified");
    expect(await link({ claim_attempt_token })).toMatchObject({ status: 400, body: { code: "wrong_account" } });
  });

  it("refuse a claim that was denied, completed, or of a method that is off", async () => {
    const { mock, link, claim_attempt_token } = agents();
    const { agentRegistrations } = mock.dashboard;

    agentRegistrations.configure({ anonymous: false });
    expect(await link()).toMatchObject({ status: 403, body: { code: "auth_method_disabled" } });
    agentRegistrations.configure({ anonymous: true });
    const { body } = await link();
    expect(() => agentRegistrations.completeClaim({ claim_attempt_token, user_code: "XXXX-XXXX" })).toThrow(
      "invalid_claim",
    );
    agentRegistrations.completeClaim({ claim_attempt_token, user_code: body.user_code });
    expect(await link()).toMatchObject({ status: 409, body: { code: "already_claimed" } });
    agentRegistrations.denyClaim({ claim_attempt_token });
    expect(await link()).toMatchObject({ status: 403, body: { code: "claim_denied" } });
  });

  it("refuse a claim that is too late", async () => {
    const { mock, link } = agents();

    await mock.clock.advance({ minutes: 10 });
    expect(await link()).toMatchObject({ status: 410, body: { code: "user_code_expired" } });
    await mock.clock.advance({ days: 1 });
    expect(await link()).toMatchObject({ status: 410, body: { code: "claim_expired" } });
  });

  it("are unknown under any other id", async () => {
    const { api } = agents();

    expect((await api("GET /agents/registrations/agent_reg_2")).body).toEqual({
      message: "Agent registration not found: 'agent_reg_2'.",
    });
  });
});

describe("agent credentials", () => {
  it("validate while they and their registration live", async () => {
    const { mock, api, registration } = agents();
    const { id } = registration;
    const key = await mock.dashboard.agentRegistrations.issueCredential({ id });
    const token = await mock.dashboard.agentRegistrations.issueCredential({
      id,
      type: "access_token",
      audience: "mcp",
    });
    const validate = async (body: object) => (await api("POST /agents/credentials/validate", body)).body;
    const bad = { valid: false, registration_id: null, expires_at: null };

    const byKey = { type: "api_key", credential: key.credential };
    const byToken = { type: "access_token", credential: token.credential };
    expect(await validate(byKey)).toEqual({ valid: true, registration_id: id, expires_at: null });
    expect(await validate(byToken)).toEqual({ valid: true, registration_id: id, expires_at: token.expires_at });
    expect(await validate({ ...byToken, audience: "mcp" })).toMatchObject({ valid: true });
    expect(await validate({ ...byToken, audience: "other" })).toEqual(bad);
    expect(await validate({ ...byKey, credential: "sk_other" })).toEqual(bad);
    expect(await validate({ ...byKey, type: "access_token" })).toEqual(bad);
    await mock.clock.advance({ hours: 1 });
    expect(await validate(byToken)).toEqual(bad);
    mock.dashboard.agentRegistrations.revoke({ id });
    expect(await validate(byKey)).toEqual(bad);
    const issued = await api("GET /events?events=agent.registration.credential.issued");
    expect(issued.body.data.map((row: { data: { detail: object } }) => row.data.detail)).toMatchObject([
      { kind: "api_key", api_key_id: expect.stringMatching(/^api_key_/) },
      { kind: "access_token", expires_at: token.expires_at },
    ]);
  });

  it.each([{}, { type: "password", credential: "x" }, { type: "api_key", credential: "" }])(
    "refuse %j",
    async (body) => {
      const { api } = agents();

      expect(await api("POST /agents/credentials/validate", body)).toMatchObject({
        status: 400,
        body: { code: "invalid_request" },
      });
    },
  );
});

describe("the dashboard of agent registrations", () => {
  it("renews, moves, expires, revokes and deletes, each with its event", async () => {
    const { mock, api, registration, organization } = agents();
    const { agentRegistrations } = mock.dashboard;
    const { id } = registration;
    const other = mock.dashboard.organizations.create({ name: "Other" });

    agentRegistrations.refresh({ id });
    expect(agentRegistrations.switchOrganization({ id, organization: other }).organization_id).toBe(other.id);
    expect(agentRegistrations.expire({ id }).status).toBe("expired");
    // It has ended already.
    agentRegistrations.revoke({ id });
    agentRegistrations.delete({ id });
    agentRegistrations.create({ organization, kind: "identity_assertion", expires_in_seconds: 60 });
    await mock.clock.advance({ minutes: 1 });

    expect((await eventsOf(api)).slice(2)).toEqual([
      "agent.registration.refreshed",
      "agent.registration.organization.switched",
      "agent.registration.expired",
      "agent.registration.deleted",
      "agent.registration.created",
      "agent.registration.expired",
    ]);
  });

  it("is there after its event was triggered", async () => {
    const { mock, api } = checkedMock();

    const { data } = await mock.trigger("agent.registration.created", { status: "verified" });

    const { status, body } = await api(`GET /agents/registrations/${data.id}`);
    expect([status, body.status]).toEqual([200, "verified"]);
  });
});
