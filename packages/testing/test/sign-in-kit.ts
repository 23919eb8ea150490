import { createLocalJWKSet, jwtVerify } from "jose";
import { expect } from "vitest";
import type { MockOptions } from "../src/mock.ts";
import { checkedMock } from "./checked-mock.ts";

export const password = "correct-Horse-7-staple";
export const email = "ada@acme.test";

/** A checked mock with one user, and short ways to ask for tokens. */
export function signInKit(options: MockOptions = {}) {
  const { mock, api } = checkedMock(options);
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
  /** The claims of an access token, verified against the published key. */
  const claimsOf = async (token: string) => {
    const { body } = await api(`GET /sso/jwks/${mock.clientId}`, undefined, { authorization: "" });
    return (await jwtVerify(token, createLocalJWKSet(body), { issuer: "https://api.workos.com" })).payload;
  };
  return { mock, api, user, client, token, grant, signIn, refresh, authorize, join, names, claimsOf };
}

/** The same with a browser that signs in at once. */
export function browserKit() {
  const kit = signInKit();
  const open = (query: Record<string, string>, person: object = {}) =>
    kit.mock.dashboard.authentication.signIn({ url: kit.authorize(query), ...person });
  const redeem = (code: unknown, more: object = {}) => kit.token({ grant_type: "authorization_code", code, ...more });
  return { ...kit, open, redeem };
}

/** A refusal in the shape with a code, and one in the shape of the token endpoints. */
export const coded = (status: number, code: string, more: object = {}) => ({ status, body: { code, ...more } });
export const oauth = (error: string, status = 400) => ({
  status,
  body: { error, error_description: expect.any(String) },
});
