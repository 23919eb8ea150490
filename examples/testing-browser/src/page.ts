import { mock } from "./mocks.ts";
import { beforeAll, beforeEach } from "./preview.ts";
import { signIn } from "./sign-in.ts";

const api = "https://api.workos.com";
const headers = { authorization: `Bearer ${mock.apiKey}`, "content-type": "application/json" };
const ask = (send: typeof fetch | typeof mock.fetch, body: object) =>
  send(`${api}/organizations`, { method: "POST", headers, body: JSON.stringify(body) });

/** Goes through the address as the browser would on a redirect, and gives the address it ends at. */
async function follow(url: string): Promise<string> {
  const { redirect_uri, code, state } = mock.dashboard.authentication.signIn({ url, email: "ada@acme.test" });
  return `${redirect_uri}?${new URLSearchParams({ code: String(code), state: String(state) })}`;
}

/** What the test asks the page to do; each gives something that can be sent out of the browser. */
const scenes = {
  injected: async () => {
    const created = await (await ask(mock.fetch, { name: "Acme" })).json();
    const found = await mock.fetch(`${api}/organizations/${created.id}`, { headers });
    return { name: (await found.json()).name, events: mock.events.names };
  },
  state: async () => {
    const created = await (await ask(fetch, { name: "Blue" })).json();
    const found = await fetch(`${api}/organizations/${created.id}`, { headers });
    return { name: (await found.json()).name, received: mock.requests.of("getOrganization").length };
  },
  signIn: async () => ({ email: await signIn(follow) }),
  faults: async () => {
    mock.faults.add({ kind: "status", operation: "createOrganization", status: 503, times: 1 });
    const broken = await ask(fetch, { name: "Acme" });
    mock.faults.add({ kind: "drop", operation: "createOrganization", times: 1 });
    const dropped = await ask(fetch, { name: "Acme" }).catch((error: Error) => error.name);
    return { broken: broken.status, dropped };
  },
  clock: async () => {
    const body = JSON.stringify({ email: "bob@acme.test" });
    const { id } = await (await fetch(`${api}/user_management/invitations`, { method: "POST", headers, body })).json();
    await mock.clock.advance({ days: 8 });
    const invitation = await (await fetch(`${api}/user_management/invitations/${id}`, { headers })).json();
    return { state: invitation.state };
  },
  port: async (url: string) => {
    const created = await fetch(`${url}/organizations`, { method: "POST", headers, body: '{"name":"Far"}' });
    return { status: created.status, id: created.headers.get("x-request-id") };
  },
  elsewhere: async () => ({ text: await (await fetch("/elsewhere")).text() }),
};

Object.assign(globalThis, { scenes, started: beforeAll(), beforeEach });
