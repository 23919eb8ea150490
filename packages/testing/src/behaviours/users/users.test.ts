import { describe, expect, it } from "vitest";
import { type Api, checkedMock } from "../../../test/checked-mock.ts";

const ada = { email: "Ada@acme.test", first_name: "Ada", last_name: "Lovelace", external_id: "a-1" };
const secret = "correct-Horse-7-staple";
const bcrypt = "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

async function eventNames(api: Api): Promise<string[]> {
  const { body } = await api("GET /events?limit=100");
  return body.data.map((event: { event: string }) => event.event);
}

async function directoryUser() {
  const { mock, api } = checkedMock();
  const organization = mock.dashboard.organizations.create({ name: "Acme" });
  const user = mock.dashboard.users.create(ada);
  mock.dashboard.organizationMemberships.create({ user, organization, directory_managed: true });
  return { api, user };
}

describe("users", () => {
  it("creates one that is found by id, external id and address", async () => {
    const { api } = checkedMock();
    const created = await api("POST /user_management/users", { ...ada, password: secret, metadata: { plan: "team" } });

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ email: "Ada@acme.test", email_verified: false, name: "Ada Lovelace" });
    expect(JSON.stringify(created.body)).not.toContain("password");
    const { id } = created.body;
    expect((await api(`GET /user_management/users/${id}`)).body).toEqual(created.body);
    expect((await api("GET /user_management/users/external_id/a-1")).body).toEqual(created.body);
    expect((await api("GET /user_management/users?email=ADA@ACME.TEST")).body.data).toEqual([created.body]);
  });

  it("lists the members of an organization", async () => {
    const { mock, api } = checkedMock();
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const user = mock.dashboard.users.create(ada);
    mock.dashboard.users.create({ email: "other@acme.test" });
    mock.dashboard.organizationMemberships.create({ user, organization });

    expect((await api(`GET /user_management/users?organization_id=${organization.id}`)).body.data).toEqual([user]);
    expect((await api("GET /user_management/users")).body.data).toHaveLength(2);
  });

  it.each([
    ["a taken address, in any case", { email: "ada@ACME.test" }, "user_creation_error"],
    ["a taken external id", { email: "b@acme.test", external_id: "a-1" }, "user_creation_error"],
    ["a short password", { email: "b@acme.test", password: "short" }, "password_strength_error"],
    ["password and hash", hashed({ password: secret }), "password_and_password_hash_provided"],
    [
      "a password with a hash type",
      { email: "b@acme.test", password: secret, password_hash_type: "bcrypt" },
      "password_and_password_hash_type_provided",
    ],
    [
      "a salt position without a hash",
      { email: "b@acme.test", password_salt_position: "prefix" },
      "password_salt_position_requires_password_hash",
    ],
    ["a hash of another type", hashed({ password_hash_type: "argon2" }), "invalid_password_hash"],
    ["too long metadata", { email: "b@acme.test", metadata: { key: "x".repeat(601) } }, "invalid_metadata"],
  ])("refuses %s", async (_, body, code) => {
    const { mock, api } = checkedMock();
    mock.dashboard.users.create(ada);

    const refused = await api("POST /user_management/users", body);

    expect(refused).toMatchObject({ status: 400, body: { code } });
    expect((await api("GET /user_management/users")).body.data).toHaveLength(1);
  });

  it.each([{}, { email: "nonsense" }, { email: "b@acme.test", password_hash: bcrypt }])(
    "refuses %j as invalid",
    async (body) => {
      const { api } = checkedMock();

      const refused = await api("POST /user_management/users", body);

      expect(refused).toMatchObject({ status: 422, body: { code: "invalid_request_parameters" } });
    },
  );

  it("changes given fields only, and keeps quiet when nothing changed", async () => {
    const { api } = checkedMock();
    const { body: user } = await api("POST /user_management/users", { ...ada, metadata: { plan: "team" } });
    const update = (body: unknown) => api(`PUT /user_management/users/${user.id}`, body);

    expect((await update({ locale: "de-CH", metadata: { plan: null, tier: "1" } })).body).toMatchObject({
      first_name: "Ada",
      locale: "de-CH",
      metadata: { tier: "1" },
    });
    await update({ locale: "de-CH" });
    expect((await update({ external_id: null })).body.external_id).toBeNull();
    expect(await eventNames(api)).toEqual(["user.created", "user.updated", "user.updated"]);
  });

  it("takes a new address as unverified unless told otherwise", async () => {
    const { api } = checkedMock();
    const { body: user } = await api("POST /user_management/users", { ...ada, email_verified: true });
    const update = async (body: unknown) =>
      (await api(`PUT /user_management/users/${user.id}`, body)).body.email_verified;

    expect(await update({ email: "ADA@acme.test" })).toBe(true);
    expect(await update({ email: "new@acme.test" })).toBe(false);
    expect(await update({ email: "newer@acme.test", email_verified: true })).toBe(true);
  });

  it.each(["updateUser", "confirmEmailChange"])("ends what was mailed to the old address with %s", async (way) => {
    const { mock, api } = checkedMock();
    const user = mock.dashboard.users.create(ada);
    const client = { client_id: mock.clientId, client_secret: mock.apiKey };
    const magic = mock.dashboard.magicAuth.create({ email: ada.email });
    const reset = mock.dashboard.passwordResets.create({ user });
    const verification = mock.dashboard.emailVerifications.create({ user });
    const path = `/user_management/users/${user.id}`;

    if (way === "updateUser") await api(`PUT ${path}`, { email: "new@acme.test" });
    else {
      await api(`POST ${path}/email_change/send`, { new_email: "new@acme.test" });
      await api(`POST ${path}/email_change/confirm`, { code: mock.outbox.last("new@acme.test")?.code });
    }

    const grant_type = "urn:workos:oauth:grant-type:magic-auth:code";
    const signIn = { ...client, grant_type, code: magic.code, email: ada.email };
    expect(await api("POST /user_management/authenticate", signIn)).toMatchObject({
      status: 400,
      body: { code: "invalid_one_time_code" },
    });
    const token = reset.password_reset_token;
    expect((await api("POST /user_management/password_reset/confirm", { token, new_password: secret })).status).toBe(
      404,
    );
    expect((await api(`POST ${path}/email_verification/confirm`, { code: verification.code })).status).toBe(400);
    expect((await api(`GET ${path}`)).body.email).toBe("new@acme.test");
  });

  it("leaves everything as it was when an update is refused", async () => {
    const { mock, api } = checkedMock();
    mock.dashboard.users.create({ email: "bob@acme.test", external_id: "b-1" });
    const user = mock.dashboard.users.create(ada);
    const { code } = mock.dashboard.emailVerifications.create({ user });
    const path = `/user_management/users/${user.id}`;

    const refused = await api(`PUT ${path}`, { email: "new@acme.test", external_id: "b-1" });

    expect(refused.status).toBe(400);
    expect((await api(`POST ${path}/email_verification/confirm`, { code })).status).toBe(200);
  });

  it.each([
    [{ email: "bob@acme.test" }, "email_not_available"],
    [{ email: "ada@localhost" }, "invalid_email"],
    [{ external_id: "b-1" }, "external_id_already_used"],
    [{ locale: "not a locale" }, "invalid_locale"],
    [{ password: "short" }, "password_strength_error"],
    [{ password: "" }, "password_strength_error"],
    [{ password: secret, password_hash: bcrypt, password_hash_type: "bcrypt" }, "password_and_password_hash_provided"],
    [{ password: secret, password_hash_type: "bcrypt" }, "password_and_password_hash_type_provided"],
    [{ password_salt_position: "suffix" }, "password_salt_position_requires_password_hash"],
    [{ password_hash: "nonsense", password_hash_type: "bcrypt" }, "invalid_password_hash"],
    [{ metadata: { key: "x".repeat(601) } }, "invalid_metadata"],
  ])("refuses the update %j", async (body, code) => {
    const { mock, api } = checkedMock();
    mock.dashboard.users.create({ email: "bob@acme.test", external_id: "b-1" });
    const user = mock.dashboard.users.create(ada);

    expect(await api(`PUT /user_management/users/${user.id}`, body)).toMatchObject({ status: 400, body: { code } });
  });

  it("refuses an update that does not fit", async () => {
    const { mock, api } = checkedMock();
    const user = mock.dashboard.users.create(ada);

    expect(await api(`PUT /user_management/users/${user.id}`, { email: 7 })).toMatchObject({
      status: 422,
      body: { code: "invalid_request_parameters" },
    });
  });

  it("leaves address and existence of a directory's user to the directory", async () => {
    const { api, user } = await directoryUser();

    const update = await api(`PUT /user_management/users/${user.id}`, { email: "new@acme.test" });
    const removal = await api(`DELETE /user_management/users/${user.id}`);

    expect(update).toMatchObject({ status: 400, body: { code: "email_change_not_allowed" } });
    expect(removal).toMatchObject({ status: 409, body: { code: "user_deletion_not_allowed" } });
  });

  it("deletes one with everything of hers, and ends her sessions", async () => {
    const { mock, api } = checkedMock();
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const user = mock.dashboard.users.create(ada);
    mock.dashboard.organizationMemberships.create({ user, organization });
    mock.dashboard.sessions.create({ user, organization });

    expect(await api(`DELETE /user_management/users/${user.id}`)).toMatchObject({ status: 200, body: undefined });

    expect((await eventNames(api)).slice(4)).toEqual([
      "session.revoked",
      "organization_membership.deleted",
      "user.deleted",
    ]);
    for (const path of [`users/${user.id}`, "users/external_id/a-1", `users/${user.id}/identities`])
      expect(await api(`GET /user_management/${path}`)).toMatchObject({ status: 404 });
    expect((await api(`DELETE /user_management/users/${user.id}`)).status).toBe(404);
    // The address is free again.
    expect((await api("POST /user_management/users", ada)).status).toBe(201);
  });

  it("lists the logins at social providers as a bare array", async () => {
    const { mock, api } = checkedMock();
    const identity = { provider: "GoogleOAuth", idp_id: "g-1" };
    const user = mock.dashboard.users.create({ ...ada, identities: [identity] });

    expect((await api(`GET /user_management/users/${user.id}/identities`)).body).toEqual([
      { ...identity, type: "OAuth" },
    ]);
  });

  it("refuses an unknown user with 404", async () => {
    const { api } = checkedMock();

    expect((await api("GET /user_management/users/user_1")).body).toEqual({ message: "User not found: 'user_1'." });
    expect((await api("PUT /user_management/users/user_1", {})).status).toBe(404);
  });

  it("refuses lists that make no sense", async () => {
    const { api } = checkedMock();

    expect((await api("GET /user_management/users?limit=101")).status).toBe(422);
    expect((await api("GET /user_management/users?after=user_1")).status).toBe(422);
  });

  it("names the attempt when Radar has signals to judge by", async () => {
    const { api } = checkedMock();

    const { body } = await api("POST /user_management/users", { ...ada, signals_id: "signals_1" });

    expect(body.radar_auth_attempt_id).toMatch(/^radar_auth_attempt_/);
  });
});

function hashed(more: object) {
  return { email: "b@acme.test", password_hash: bcrypt, password_hash_type: "bcrypt", ...more };
}
