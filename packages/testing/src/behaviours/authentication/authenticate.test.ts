import { decodeJwt, decodeProtectedHeader } from "jose";
import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";
import { coded, email, oauth, password, signInKit } from "../../../test/sign-in-kit.ts";

describe("authenticate with a password", () => {
  it("answers with tokens, and opens a session", async () => {
    const { user, signIn, names, api } = signInKit();

    const { status, body } = await signIn({ ip_address: "203.0.113.24", user_agent: "Firefox" });

    expect(status).toBe(200);
    expect(body).toMatchObject({ user: { id: user.id }, authentication_method: "Password" });
    expect(body).not.toHaveProperty("organization_id");
    expect(body.user).not.toHaveProperty("metadata");
    expect(await names()).toEqual(["user.created", "authentication.password_succeeded", "session.created"]);
    const { data } = (await api(`GET /user_management/users/${user.id}/sessions`)).body;
    expect(data).toMatchObject([{ auth_method: "password", ip_address: "203.0.113.24", user_agent: "Firefox" }]);
    const { last_sign_in_at, updated_at } = (await api(`GET /user_management/users/${user.id}`)).body;
    expect([last_sign_in_at, updated_at]).toEqual(["2026-01-01T00:00:00.000Z", user.updated_at]);
  });

  it("takes forms as well as JSON", async () => {
    const { api, client } = signInKit();
    const form = new URLSearchParams({ ...client, grant_type: "password", email, password }).toString();

    const headers = { authorization: "", "content-type": "application/x-www-form-urlencoded" };

    expect((await api("POST /user_management/authenticate", form, headers)).status).toBe(200);
  });

  it("signs the access token with the published key and the documented claims", async () => {
    const kit = signInKit();
    const organization = kit.join("Acme", { role_slugs: ["admin", "member"] });
    kit.mock.dashboard.authentication.setEntitlements({ organization, entitlements: ["audit-logs"] });

    kit.mock.dashboard.permissions.create({ slug: "posts:edit", name: "Edit posts" });
    kit.mock.dashboard.roles.create({ slug: "admin", permissions: ["posts:edit"] });
    kit.mock.dashboard.featureFlags.create({ slug: "beta", targets: [organization.id] });
    kit.mock.dashboard.featureFlags.create({ slug: "off", enabled: false, default_value: true });

    const { body } = await kit.signIn();
    const claims = await kit.claimsOf(body.access_token);

    const [session] = (await kit.api(`GET /user_management/users/${kit.user.id}/sessions`)).body.data;
    expect(claims).toMatchObject({
      sub: kit.user.id,
      sid: session.id,
      org_id: organization.id,
      role: "admin",
      roles: ["admin", "member"],
      permissions: ["posts:edit"],
      feature_flags: ["beta"],
      entitlements: ["audit-logs"],
      jti: expect.any(String),
    });
    // Real verifiers judge these: they go by wall time although the mock's clock stands in the past.
    expect(Math.abs(Number(claims.iat) * 1000 - Date.now())).toBeLessThan(60_000);
    expect(Number(claims.exp) - Number(claims.iat)).toBe(300);
    expect(decodeProtectedHeader(body.access_token)).toMatchObject({ alg: "RS256" });
  });

  it("dates tokens by the mock's clock for whoever verifies by it too", async () => {
    const { signIn } = signInKit({ virtualTimeForVerifiers: true });

    const { iat } = decodeJwt((await signIn()).body.access_token);

    expect(iat).toBe(Date.parse("2026-01-01T00:00:00Z") / 1000);
  });

  it("adds the claims of the JWT template, unless they are too big", async () => {
    const kit = signInKit();
    const content = '{"mail": {{ user.email }}, "org": {{ organization.name || "none" }}}';
    kit.mock.dashboard.jwtTemplates.update({ content });

    expect(await kit.claimsOf((await kit.signIn()).body.access_token)).toMatchObject({ mail: email, org: "none" });
    kit.mock.dashboard.jwtTemplates.update({ content: JSON.stringify({ big: "x".repeat(3100) }) });
    expect(await kit.signIn()).toMatchObject(oauth("token_too_big"));
  });

  it("refuses a wrong password and an unknown address alike", async () => {
    const { mock, signIn, names } = signInKit();

    expect(await signIn({ password: "wrong" })).toMatchObject(coded(400, "invalid_credentials"));
    expect(await signIn({ email: "no@acme.test" })).toMatchObject(coded(400, "invalid_credentials"));
    expect((await names()).slice(1)).toEqual(["authentication.password_failed", "authentication.password_failed"]);
    const { authentication_methods } = mock.dashboard.settings.get();
    mock.dashboard.settings.update({ authentication_methods: { ...authentication_methods, password: false } });
    expect(await signIn()).toMatchObject(coded(403, "email_password_auth_disabled"));
  });

  it.each(["ssha", "ssha256", "pbkdf2", "bcrypt"] as const)(
    "knows the password behind a hash of type %s",
    async (type) => {
      const { mock, signIn } = signInKit();
      const password_hash = await hashOf(type);
      mock.dashboard.users.create({ email: "bob@acme.test", password_hash, password_hash_type: type });
      const tryPassword = async (tried: string) => (await signIn({ email: "bob@acme.test", password: tried })).status;

      expect(await tryPassword("wrong")).toBe(400);
      expect(await tryPassword(password)).toBe(200);
      expect(await tryPassword("wrong")).toBe(400);
      expect(await tryPassword(password)).toBe(200);
    },
  );

  it("believes the first password behind a hash that nothing can compute", async () => {
    const { mock, signIn } = signInKit();
    const password_hash = "$firebase-scrypt$hash=a$salt=b$sk=c$ss=d$r=8$m=14";
    mock.dashboard.users.create({ email: "bob@acme.test", password_hash, password_hash_type: "firebase-scrypt" });

    expect((await signIn({ email: "bob@acme.test", password })).status).toBe(200);
    expect((await signIn({ email: "bob@acme.test", password: "wrong" })).status).toBe(400);
  });

  it("refuses what is missing, and who is not the client", async () => {
    const { token, signIn, client } = signInKit();

    expect(await token({})).toMatchObject(oauth("invalid_request"));
    expect(await token({ grant_type: "guess" })).toMatchObject(oauth("invalid_request"));
    expect(await token({ grant_type: "password", email })).toMatchObject({
      ...coded(422, "invalid_request_parameters"),
      body: { errors: [{ field: "password", code: "required" }] },
    });
    expect(await signIn({ password: 7 })).toMatchObject(coded(422, "invalid_request_parameters"));
    expect(await signIn({ client_id: "client_invalid" })).toMatchObject(oauth("invalid_client"));
    expect(await signIn({ client_secret: "sk_invalid" })).toMatchObject(oauth("unauthorized_client"));
    expect(await signIn({ ...client, client_secret: undefined })).toMatchObject(oauth("unauthorized_client"));
  });

  it.each([
    ["invalid_profile", 400],
    ["invalid_link_authorization_code", 400],
    ["extra_attributes_required", 400],
    ["pkce_not_supported", 400],
    ["authentication_method_not_allowed", 400],
    ["too_many_requests", 429],
  ] as const)("fails with %s when asked to, once", async (error, status) => {
    const { mock, signIn } = signInKit();
    mock.dashboard.authentication.failNext({ error });

    expect(await signIn()).toMatchObject(oauth(error, status));
    expect((await signIn()).status).toBe(200);
  });

  it.each([
    ["passkey_progressive_enrollment", 403],
    ["application_consent_required", 403],
    ["daily_quota_exceeded", 429],
  ] as const)("fails with the code %s when asked to", async (error, status) => {
    const { mock, signIn } = signInKit();
    mock.dashboard.authentication.failNext({ error });

    expect(await signIn()).toMatchObject(coded(status, error));
  });
});

describe("JWKS", () => {
  it("knows its own client alone", async () => {
    const { mock, api } = checkedMock();

    expect((await api(`GET /sso/jwks/${mock.clientId}`)).body.keys).toHaveLength(1);
    expect((await api("GET /sso/jwks/client_invalid")).status).toBe(404);
  });
});

async function hashOf(type: "ssha" | "ssha256" | "pbkdf2" | "bcrypt"): Promise<string> {
  // Made by crypt(3).
  if (type === "bcrypt") return "$2b$06$abcdefghijklmnopqrstuuR/l09UCfSBZeVn/5PQMiCBG7KjxWWfS";
  const text = new TextEncoder().encode(password);
  const salt = new TextEncoder().encode("salt");
  if (type === "pbkdf2") {
    const key = await crypto.subtle.importKey("raw", text, "PBKDF2", false, ["deriveBits"]);
    const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: 10 }, key, 256);
    const [salt64, hash64] = [salt, new Uint8Array(bits)].map((bytes) => Buffer.from(bytes).toString("base64"));
    return `$pbkdf2$i=10,d=sha256$${salt64}$${hash64}`;
  }
  const name = type === "ssha" ? "SHA-1" : "SHA-256";
  const digest = new Uint8Array(await crypto.subtle.digest(name, new Uint8Array([...text, ...salt])));
  return Buffer.from([...digest, ...salt]).toString("base64");
}
