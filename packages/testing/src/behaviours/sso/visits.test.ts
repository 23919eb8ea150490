import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

function setUp() {
  const { mock, api } = checkedMock();
  mock.dashboard.organizations.create({ name: "Acme", domains: ["acme.test"] });
  const { id } = mock.dashboard.connections.create({ organization: "Acme", type: "OktaSAML" });
  const query = new URLSearchParams({
    client_id: mock.clientId,
    redirect_uri: "https://app.test/callback",
    response_type: "code",
    connection: id,
  });
  const visit = (more = "") => api(`GET /sso/authorize?${query}${more}`);
  const names = async () =>
    (await api("GET /events")).body.data
      .map((one: { event: string }) => one.event)
      .filter((name: string) => name.startsWith("authentication."));
  return { mock, visit, names };
}

describe("a browser at the identity provider", () => {
  it("counts as timed out when it has not come back after five minutes", async () => {
    const { mock, visit, names } = setUp();
    mock.dashboard.sso.abandonNext();

    expect((await visit()).status).toBe(200);
    await mock.clock.advance({ minutes: 4 });
    expect(await names()).toEqual(["authentication.sso_started"]);
    await mock.clock.advance({ minutes: 1 });

    expect(await names()).toEqual(["authentication.sso_started", "authentication.sso_timed_out"]);
    expect((await visit()).status).toBe(302);
  });

  it("may come back in time, and is then not announced again", async () => {
    const { mock, visit, names } = setUp();
    mock.dashboard.settings.update({ interactive_sign_in: true });

    await visit();
    await visit();
    const { status, headers } = await visit("&mock_login=ada%40acme.test");
    await mock.clock.advance({ minutes: 10 });

    expect([status, headers.get("location")]).toEqual([302, expect.stringContaining("code=")]);
    expect(await names()).toEqual(["authentication.sso_started"]);
  });

  it("begins before a refusal that was planned, too", async () => {
    const { mock, visit, names } = setUp();
    mock.dashboard.sso.nextError({ error: "access_denied" });

    await visit();

    expect(await names()).toEqual(["authentication.sso_started", "authentication.sso_failed"]);
  });

  it("may come back with a refusal", async () => {
    const { mock, visit, names } = setUp();
    mock.dashboard.settings.update({ interactive_sign_in: true });

    await visit();
    const { headers } = await visit("&mock_error=access_denied");

    expect(headers.get("location")).toContain("error=access_denied");
    expect(await names()).toEqual(["authentication.sso_started", "authentication.sso_failed"]);
  });
});

describe("a sign-in that begins at the identity provider", () => {
  it("arrives without a state, at the default address or one that is allowed", async () => {
    const { mock, api } = checkedMock();
    const { id } = mock.dashboard.connections.create({
      organization: mock.dashboard.organizations.create({ name: "Acme" }).id,
    });
    const start = (redirect_uri?: string) =>
      mock.dashboard.sso.startAtProvider({
        connection: id,
        email: "ada@acme.test",
        ...(redirect_uri && { redirect_uri }),
      });
    expect(() => start()).toThrow("422");
    mock.dashboard.redirectUris.create({ uri: "https://app.test/callback" });

    const { code, redirect_uri } = start();
    const client = { client_id: mock.clientId, client_secret: mock.apiKey, grant_type: "authorization_code" };
    const { body } = await api("POST /sso/token", { ...client, code });

    expect(redirect_uri).toBe("https://app.test/callback");
    expect(body.profile).toMatchObject({ email: "ada@acme.test", connection_id: id });
    expect(() => start("https://evil.test")).toThrow("422");
    mock.dashboard.connections.setState({ id, state: "inactive" });
    expect(() => start()).toThrow("422");
  });
});
