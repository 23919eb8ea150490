import { expect } from "vitest";
import { checkedMock } from "./checked-mock.ts";

export const password = "correct-Horse-7-staple";
export const email = "ada@acme.test";

/** A checked mock with one user, and short ways to ask for tokens. */
export function signInKit() {
  const { mock, api } = checkedMock();
  const user = mock.dashboard.users.create({ email, password, email_verified: true });
  const client = { client_id: mock.clientId, client_secret: mock.apiKey };
  const token = (body: object) =>
    api("POST /user_management/authenticate", { ...client, ...body }, { authorization: "" });
  const grant = (name: string, body: object) => token({ grant_type: `urn:workos:oauth:grant-type:${name}`, ...body });
  const signIn = (more: object = {}) => token({ grant_type: "password", email, password, ...more });
  const refresh = (refresh_token: string, more: object = {}) =>
    token({ grant_type: "refresh_token", refresh_token, ...more });
  const authorize = (query: Record<string, string>) => {
    const known = { client_id: mock.clientId, redirect_uri: "https://app.acme.test/callback", response_type: "code" };
    return `https://api.workos.com/user_management/authorize?${new URLSearchParams({ ...known, ...query })}`;
  };
  const join = (name: string, more: object = {}) => {
    const organization = mock.dashboard.organizations.create({ name });
    mock.dashboard.organizationMemberships.create({ user, organization, ...more });
    return organization;
  };
  const names = async () => {
    const { body } = await api("GET /events?limit=100");
    return body.data.map((event: { event: string }) => event.event) as string[];
  };
  return { mock, api, user, client, token, grant, signIn, refresh, authorize, join, names };
}

/** A refusal in the shape with a code, and one in the shape of the token endpoints. */
export const coded = (status: number, code: string, more: object = {}) => ({ status, body: { code, ...more } });
export const oauth = (error: string, status = 400) => ({
  status,
  body: { error, error_description: expect.any(String) },
});
