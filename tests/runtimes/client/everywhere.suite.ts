import {
  ApiError,
  ConfigurationError,
  type Core,
  createClient,
  createPublicClient,
  isApiError,
  TimeoutError,
} from "@workos-kit/client";
import { authenticateWithPassword, readCallback, startSsoSignIn } from "@workos-kit/client/auth";
import { createCore } from "@workos-kit/client/core";
import { memoryCursors, syncEvents } from "@workos-kit/client/events";
import { watchFlags } from "@workos-kit/client/feature-flags";
import {
  createOrganization,
  createUser,
  getJwks,
  getOrganization,
  getProfileAndToken,
  listOrganizations,
  oauthToken,
} from "@workos-kit/client/operations";
import { WorkOS } from "@workos-kit/client/sdk";
import { createSessions } from "@workos-kit/client/session";
import { createConnectTokenVerifier, createTokenVerifier } from "@workos-kit/client/tokens";
import { decryptTextLocally, encryptLocally } from "@workos-kit/client/vault";
import { createMock } from "@workos-kit/testing";
import { equal, rejection, type Suite } from "../suite.ts";

const password = "correct horse battery staple, twice";

/** A client whose requests the mock answers within the process, so that this runs where nothing can listen on a port. */
function stage() {
  const mock = createMock({ seed: 1, start: new Date() });
  const options = { apiKey: mock.apiKey, clientId: mock.clientId, fetch: mock.fetch, dangerouslyAllowBrowser: true };
  return { mock, options, workos: createClient(options) };
}

async function signedIn(workos: Core) {
  await createUser(workos, { email: "ada@acme.test", password, email_verified: true });
  return authenticateWithPassword(workos, { email: "ada@acme.test", password });
}

export const suite: Suite = {
  "calls by function, by path and by facade": async () => {
    const { workos, options } = stage();
    const { id } = await createOrganization(workos, { name: "Zoë 💡 & Söhne" });
    equal((await getOrganization(createCore(options), { id })).name, "Zoë 💡 & Söhne");
    const result = await workos.GET("/organizations/{id}", { params: { path: { id } } });
    equal(result.ok && result.data.name, "Zoë 💡 & Söhne");
    equal((await new WorkOS(options).organizations.getOrganization({ id })).id, id);
  },
  "pages in both directions": async () => {
    const { mock, workos } = stage();
    for (const name of ["A", "B", "C", "D", "E"]) mock.dashboard.organizations.create({ name });
    const names: string[] = [];
    for await (const { name } of listOrganizations(workos, { limit: 2 })) names.push(name);
    equal(names, ["E", "D", "C", "B", "A"]);
    const page = await listOrganizations(workos, { limit: 2 });
    const next = await page.next();
    equal((await next?.previous())?.data, page.data);
  },
  "tells every refusal by its code": async () => {
    const { mock, workos } = stage();
    const error = await rejection(() => getOrganization(workos, { id: "org_unknown" }));
    equal(ApiError.isInstance(error) && [error.status, typeof error.requestId], [404, "string"]);
    mock.fail("listOrganizations", 401);
    equal(isApiError(await rejection(() => listOrganizations(workos))), true);
    await createOrganization(workos, { name: "One", external_id: "1" });
    const taken = await rejection(() => createOrganization(workos, { name: "Two", external_id: "1" }));
    equal(isApiError(taken, "external_id_already_used"), true);
  },
  "survives a rate limit, and gives up in time": async () => {
    const { mock, workos } = stage();
    mock.dashboard.organizations.create({ name: "Acme" });
    mock.faults.add({ kind: "rateLimit", operation: "listOrganizations", times: 2, retryAfterSeconds: 0 });
    equal((await listOrganizations(workos)).data.length, 1);
    const never = createClient({ apiKey: "sk_test", fetch: endless, dangerouslyAllowBrowser: true });
    const error = await rejection(() => listOrganizations(never, {}, { timeoutMs: 20, retries: 1 }));
    equal(TimeoutError.isInstance(error), true);
  },
  "stops when it is told to": async () => {
    const never = createClient({ apiKey: "sk_test", fetch: endless, dangerouslyAllowBrowser: true });
    const controller = new AbortController();
    const stopped = rejection(() => listOrganizations(never, {}, { signal: controller.signal }));
    controller.abort(new Error("enough"));
    equal(((await stopped) as Error).message, "enough");
  },
  "never sends a path that leads elsewhere": async () => {
    const { mock, workos } = stage();
    for (const id of ["", ".", ".."])
      equal(ConfigurationError.isInstance(await rejection(() => getOrganization(workos, { id }))), true);
    equal(mock.requests.all.length, 0);
  },
  "keeps its key to itself": async () => {
    const workos = createClient({ apiKey: "sk_test_secret", dangerouslyAllowBrowser: true });
    equal(JSON.stringify(workos).includes("sk_test_secret"), false);
    const seen: (string | null)[] = [];
    const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
      seen.push(new Request(input, init).headers.get("authorization"));
      return Response.json({ keys: [] });
    };
    await getJwks(createPublicClient({ clientId: "client_1", fetch }), { client_id: "client_1" });
    equal(seen, [null]);
  },
  "signs in over SSO with PKCE": async () => {
    const { mock, workos } = stage();
    const organization = mock.dashboard.organizations.create({ name: "Acme", domains: ["acme.test"] });
    const connection = mock.dashboard.connections.create({ organization: organization.id, type: "OktaSAML" });
    mock.dashboard.sso.nextLogin({ email: "ada@acme.test" });
    const redirect_uri = "https://app.test/callback";
    const started = await startSsoSignIn(workos, { connection: connection.id, redirect_uri });
    const answer = await mock.fetch(started.url, { redirect: "manual" });
    const { code } = readCallback(answer.headers.get("location") ?? "", { state: started.state });
    const input = { grant_type: "authorization_code", code, code_verifier: started.codeVerifier } as const;
    equal((await getProfileAndToken(workos, input)).profile.email, "ada@acme.test");
  },
  "verifies access tokens with the keys of the API": async () => {
    const { workos } = stage();
    const { access_token, user } = await signedIn(workos);
    const tokens = createTokenVerifier(workos);
    equal((await tokens.verify(access_token)).sub, user.id);
    const [head, body, signature = ""] = access_token.split(".");
    const forged = `${head}.${body}.${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
    equal((Object(await rejection(() => tokens.verify(forged))) as { reason?: string }).reason, "signature");
  },
  "verifies tokens of machines with the keys of the AuthKit domain": async () => {
    const { mock, workos } = stage();
    const { id: organization_id } = await createOrganization(workos, { name: "Acme" });
    const job = { name: "Job", application_type: "m2m" as const, organization_id };
    const { client_id } = mock.dashboard.connectApplications.create(job);
    const { secret: client_secret } = mock.dashboard.connectSecrets.create({ application: client_id });
    const issuer = "https://acme.authkit.app";
    const grant = { grant_type: "client_credentials" as const, client_id, client_secret };
    const { access_token } = await oauthToken(workos, grant, { baseUrl: issuer });
    const verify = (kind: "machine" | "user") =>
      createConnectTokenVerifier(workos, { issuer, kind }).verify(access_token);
    equal((await verify("machine")).org_id, organization_id);
    equal((Object(await rejection(() => verify("user"))) as { reason?: string }).reason, "kind");
  },
  "keeps a session in a sealed cookie": async () => {
    const { workos } = stage();
    const sessions = createSessions(workos, { password });
    const [cookie = ""] = (await sessions.start(await signedIn(workos))).split(";");
    const request = { headers: new Headers({ cookie }) };
    const session = await sessions.read(request);
    equal(session.isSignedIn && session.user.email, "ada@acme.test");
    const renewed = await sessions.refresh(request);
    equal([renewed.isSignedIn, typeof renewed.setCookie], [true, "string"]);
    equal((await sessions.read({ headers: new Headers({ cookie: `${cookie.slice(0, -5)}x~2` }) })).isSignedIn, false);
  },
  "encrypts with keys of the vault": async () => {
    const { workos } = stage();
    const blob = await encryptLocally(workos, { data: "Zoë 🗝️", context: { tenant: "a" }, associatedData: "row 1" });
    equal(await decryptTextLocally(workos, { blob, associatedData: "row 1" }), "Zoë 🗝️");
    equal((await rejection(() => decryptTextLocally(workos, { blob }))) instanceof Error, true);
  },
  "follows the event log from where it stopped": async () => {
    const { mock, workos } = stage();
    const cursors = memoryCursors();
    const read = async () => {
      const names: unknown[] = [];
      for await (const event of syncEvents(workos, { events: ["organization.created"], follow: false, cursors }))
        names.push((event.data as { name?: string }).name);
      return names;
    };
    mock.dashboard.organizations.create({ name: "First" });
    equal(await read(), ["First"]);
    mock.dashboard.organizations.create({ name: "Second" });
    equal(await read(), ["Second"]);
  },
  "evaluates feature flags in memory": async () => {
    const { mock, workos } = stage();
    mock.dashboard.featureFlags.create({ slug: "editor", name: "Editor", enabled: true, default_value: true });
    const flags = watchFlags(workos);
    await flags.ready();
    equal([flags.isEnabled("editor"), flags.isEnabled("unknown")], [true, false]);
    flags.close();
  },
};

/** An API that never answers, but lets go when it is told to. */
const endless: typeof fetch = (_input, init) =>
  new Promise((_, reject) => {
    init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
  });
