import { type ActionVerdict, constructAction, signActionResponse } from "@workos-kit/webhooks/actions";
import { describe, expect, it } from "vitest";
import { findEventFaults } from "../../../test/answer-checker.ts";
import { type Api, checkedMock } from "../../../test/checked-mock.ts";

const secret = "action-secret";
type Endpoint = (request: Request) => Promise<Response>;

/** The app's endpoint: verifies the question and signs its verdict, as our webhooks package lets apps do it. */
function answering(verdict: "Allow" | "Deny", type: ActionVerdict["type"] = "authentication"): Endpoint {
  return async (request) => {
    const sigHeader = request.headers.get("workos-signature") ?? "";
    await constructAction({ payload: await request.text(), sigHeader, secret });
    return Response.json(await signActionResponse({ type, verdict, errorMessage: "Not today." }, secret));
  };
}

function app(endpoint: Endpoint, on_failure: "Allow" | "Deny" = "Deny") {
  const { mock, api } = checkedMock({ webhooks: { send: endpoint } });
  const { dashboard } = mock;
  for (const type of ["authentication", "user_registration"] as const)
    dashboard.actions.create({ type, url: "https://app.test/actions", secret, on_failure });
  const user = dashboard.users.create({ email: "ada@acme.test", password: "correct-horse" });
  const organization = dashboard.organizations.create({ name: "Acme" });
  dashboard.organizationMemberships.create({ user, organization });
  const signIn = () =>
    api("POST /user_management/authenticate", {
      grant_type: "password",
      client_id: mock.clientId,
      client_secret: mock.apiKey,
      email: "ada@acme.test",
      password: "correct-horse",
      ip_address: "203.0.113.24",
    });
  const denials = async () => {
    const names = "action.authentication.denied,action.user_registration.denied";
    return (await api(`GET /events?events=${names}`)).body.data;
  };
  return { mock, api, dashboard, user, organization, signIn, denials };
}

describe("the authentication action", () => {
  it("lets a sign-in pass, having told who it is", async () => {
    const { dashboard, user, organization, signIn, denials } = app(answering("Allow"));

    expect((await signIn()).status).toBe(200);

    expect(dashboard.actions.executions()).toMatchObject([
      {
        verdict: "Allow",
        failure: null,
        request: {
          object: "authentication_action_context",
          id: expect.stringMatching(/^action_execution_/),
          user: { id: user.id },
          organization: { id: organization.id },
          organization_membership: { role: { slug: "member" } },
          authentication_method: "Password",
          ip_address: "203.0.113.24",
          issuer: "https://api.workos.com",
        },
      },
    ]);
    const question = dashboard.actions.executions()[0]?.request;
    expect(findEventFaults({ event: "authentication_action", ...question })).toEqual([]);
    expect(await denials()).toEqual([]);
  });

  it("ends a sign-in, with its message and an event, and without a session", async () => {
    const { api, user, organization, signIn, denials } = app(answering("Deny"));

    expect(await signIn()).toMatchObject({
      status: 400,
      body: { error: "access_denied", error_description: "Not today." },
    });

    expect(await denials()).toMatchObject([
      { data: { verdict: "Deny", user_id: user.id, organization_id: organization.id, ip_address: "203.0.113.24" } },
    ]);
    expect((await api(`GET /user_management/users/${user.id}/sessions`)).body.data).toEqual([]);
  });

  it("can be asked without a sign-in", async () => {
    const { dashboard, denials } = app(answering("Deny"));

    const execution = await dashboard.actions.authenticate({ user: "ada@acme.test", organization: "Acme" });

    expect(execution).toMatchObject({ verdict: "Deny", error_message: "Not today." });
    expect(await denials()).toHaveLength(1);
  });

  it.each<[string, Endpoint]>([
    ["breaks down", async () => new Response("no", { status: 500 })],
    ["cannot be reached", () => Promise.reject(new Error("refused"))],
    ["answers something else", async () => Response.json([])],
    ["answers for another kind", answering("Allow", "user_registration")],
    ["does not sign", async () => Response.json({ object: "authentication_action_response", payload: {} })],
    [
      "signs with another secret",
      async () => Response.json(await signActionResponse({ type: "authentication", verdict: "Allow" }, "other")),
    ],
    [
      "answers from long ago",
      async () => {
        const now = () => Date.now() - 60_000;
        return Response.json(await signActionResponse({ type: "authentication", verdict: "Allow" }, secret, { now }));
      },
    ],
  ])("falls back to the dashboard's choice when the endpoint %s", async (_, endpoint) => {
    const strict = app(endpoint);
    const lenient = app(endpoint, "Allow");

    expect((await strict.signIn()).status).toBe(400);
    expect((await lenient.signIn()).status).toBe(200);
    expect(strict.dashboard.actions.executions()).toMatchObject([{ verdict: "Deny", failure: expect.any(String) }]);
  });
});

it("falls back in time when the endpoint never answers, and knows nothing of signals", async () => {
  const { mock } = checkedMock({ webhooks: { send: () => new Promise(() => {}) } });
  mock.dashboard.actions.create({ type: "user_registration", url: "https://app.test/actions", secret, timeout_ms: 30 });

  const { execution } = await mock.dashboard.actions.register({ email: "eve@acme.test" });

  expect(execution?.failure).toBe("The endpoint gave no answer: There was no answer within 30 ms.");
});

describe("the user registration action", () => {
  it("lets somebody sign up", async () => {
    const { dashboard } = app(answering("Allow", "user_registration"));

    const { user, execution } = await dashboard.actions.register({ email: "eve@acme.test", first_name: "Eve" });

    expect(user).toMatchObject({ email: "eve@acme.test", first_name: "Eve" });
    expect(findEventFaults({ event: "user_registration_action", ...execution.request })).toEqual([]);
    expect(execution.request).toMatchObject({
      object: "user_registration_action_context",
      user_data: { object: "user_data", email: "eve@acme.test", first_name: "Eve", last_name: null, name: null },
    });
  });

  it("keeps somebody out, with an event", async () => {
    const { api, dashboard, organization, denials } = app(answering("Deny", "user_registration"));
    const invited = { email: "eve@acme.test", organization_id: organization.id };
    const { body: invitation } = await api("POST /user_management/invitations", invited);

    const { user } = await dashboard.actions.register({ email: "eve@acme.test", invitation_id: invitation.id });

    expect(user).toBeNull();
    expect(await denials()).toMatchObject([{ data: { email: "eve@acme.test", organization_id: organization.id } }]);
    expect((await api("GET /user_management/users?email=eve@acme.test")).body.data).toEqual([]);
  });
});

describe("a sign-up in the browser", () => {
  const authorize = (api: Api, clientId: string, more: Record<string, string>) => {
    const redirect_uri = "https://app.test/callback";
    const query = { client_id: clientId, redirect_uri, response_type: "code", provider: "authkit", state: "s" };
    return api(`GET /user_management/authorize?${new URLSearchParams({ ...query, ...more })}`);
  };

  it("waits for the app's verdict, and makes the user when that is good", async () => {
    const { mock, api, dashboard } = app(answering("Allow", "user_registration"));

    const { headers } = await authorize(api, mock.clientId, { screen_hint: "sign-up", login_hint: "eve@acme.test" });

    expect(headers.get("location")).toContain("code=");
    expect(dashboard.actions.executions()).toMatchObject([
      { type: "user_registration", request: { user_data: { email: "eve@acme.test" } } },
    ]);
    expect((await api("GET /user_management/users?email=eve@acme.test")).body.data).toHaveLength(1);
  });

  it("comes back with the app's refusal, whatever way it came", async () => {
    const { mock, api, dashboard, denials } = app(answering("Deny", "user_registration"));
    dashboard.authentication.nextLogin({ email: "eve@acme.test", first_name: "Eve" });

    for (const more of [{}, { provider: "GoogleOAuth", login_hint: "eve@acme.test" }]) {
      const { headers } = await authorize(api, mock.clientId, more);
      const back = new URL(headers.get("location") ?? "").searchParams;
      expect([back.get("error"), back.get("error_description"), back.get("state")]).toEqual([
        "access_denied",
        "Not today.",
        "s",
      ]);
    }

    expect(await denials()).toHaveLength(2);
    expect((await api("GET /user_management/users?email=eve@acme.test")).body.data).toEqual([]);
  });

  it("is no question of users who are there, nor of sign-ins that fail anyway", async () => {
    const { mock, api, dashboard } = app(answering("Deny", "user_registration"));

    await authorize(api, mock.clientId, { login_hint: "ada@acme.test" });
    await authorize(api, mock.clientId, { login_hint: "eve@acme.test" });
    await authorize(api, "client_other", { screen_hint: "sign-up", login_hint: "eve@acme.test" });
    dashboard.settings.update({ allow_sign_up: false });
    await authorize(api, mock.clientId, { screen_hint: "sign-up", login_hint: "eve@acme.test" });

    expect(dashboard.actions.executions()).toEqual([]);
  });
});

describe("action endpoints", () => {
  it("replace each other, and can be taken away", async () => {
    const { dashboard, signIn } = app(answering("Deny"));

    const { id } = dashboard.actions.create({ type: "authentication", url: "https://app.test/next", secret });
    expect((await signIn()).status).toBe(400);
    expect(dashboard.actions.executions()).toMatchObject([{ action_endpoint_id: id }]);
    dashboard.actions.delete({ id });
    expect((await signIn()).status).toBe(200);
    await expect(dashboard.actions.authenticate({ user: "ada@acme.test" })).rejects.toThrow("404");
    expect(() => dashboard.actions.create({ type: "authentication", url: "nonsense" })).toThrow("422");
  });
});
