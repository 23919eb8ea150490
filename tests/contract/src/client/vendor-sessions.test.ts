import { WorkOS } from "@workos-inc/node";
import { authenticateWithCode, authenticateWithPassword } from "@workos-kit/client/auth";
import { createSessions, readCookie, type SignedIn, unsealSession, writeCookie } from "@workos-kit/client/session";
import { describe, expect, it } from "vitest";
import { email, openStageWithUser, password } from "./stage.ts";

const cookiePassword = "a password of at least thirty-two characters";

describe("one session, kept by the vendor's SDK and by the client in turns", () => {
  it("goes on over six refreshes, and both see the same person", async () => {
    await using both = await open();
    const acme = both.join("Acme");
    let sealed = await both.vendorSignIn();
    const sids = new Set<string>();

    for (let round = 0; round < 3; round++) {
      const ours = await both.read(sealed);
      if (!ours.isSignedIn) throw new Error(ours.reason);
      const theirs = await both.load(sealed).authenticate();
      expect(theirs).toMatchObject(asTheirs(ours));
      const refreshed = await both.sessions.refresh(requestWith(sealed));
      const afterOurs = both.load(sealedOf(refreshed.setCookie));
      expect(await afterOurs.authenticate()).toMatchObject({ authenticated: true, organizationId: acme.id });
      const vendorRefreshed = await afterOurs.refresh();
      if (!vendorRefreshed.authenticated) throw new Error(vendorRefreshed.reason);
      sids.add(ours.claims.sid).add(vendorRefreshed.sessionId);
      sealed = vendorRefreshed.sealedSession ?? "";
    }

    expect(sids.size).toBe(1);
    expect(await both.load(sealed).getLogoutUrl({ returnTo: "https://app.test/" })).toBe(
      (await both.sessions.end(requestWith(sealed), { return_to: "https://app.test/" })).url,
    );
  });

  it("is sealed with the same content, also when somebody impersonates the person", async () => {
    await using both = await open();
    const impersonator = { email: "support@vendor.test", reason: "Ticket 7" };
    const { code } = both.mock.dashboard.authentication.impersonate({ user: both.user, ...impersonator });
    const authentication = await authenticateWithCode(both.client, { code: String(code) });
    const sealed = sealedOf(await both.sessions.start(authentication));

    const theirs = await both.vendor.userManagement.getSessionFromCookie({ sessionData: sealed, cookiePassword });
    const ours = await unsealSession(sealed, cookiePassword);

    expect(theirs).toMatchObject({ impersonator, authenticationMethod: "Impersonation" });
    expect(ours).toMatchObject({ impersonator, authentication_method: "Impersonation", user: authentication.user });
    expect(await both.load(sealed).authenticate()).toMatchObject({ authenticated: true, impersonator });
    // What the vendor's SDK makes of the same user, by getting her itself; sign-ins leave out two fields.
    const { externalId, metadata, ...user } = await both.vendor.userManagement.getUser(both.user.id);
    expect([externalId, metadata, theirs?.user]).toEqual([null, {}, user]);
  });
});

describe("a refresh that fails", () => {
  type Both = Awaited<ReturnType<typeof open>>;
  const switchTo = (organizationId: string) => ({ organizationId });
  const faulty = (fault: Parameters<Both["mock"]["faults"]["add"]>[0]) => (both: Both) => {
    both.mock.faults.add({ ...fault, operation: "authenticate" });
    return {};
  };

  it.each<[string, (both: Both) => { organizationId?: string }]>([
    ["spent", () => ({})],
    ["rate limited", faulty({ kind: "rateLimit", retryAfterSeconds: 7 })],
    ["down", faulty({ kind: "status", status: 503 })],
    ["dropped", faulty({ kind: "drop" })],
    [
      "switched to where SSO is required",
      ({ mock, user }) => {
        const organization = mock.dashboard.organizations.create({ name: "Sso", domains: ["sso.test"] });
        mock.dashboard.organizationMemberships.create({ user, organization });
        mock.dashboard.connections.create({ organization, type: "OktaSAML" });
        mock.dashboard.authentication.setPolicy({ organization, require_sso: true });
        return switchTo(organization.id);
      },
    ],
  ])("is for good, or for now, for both alike: %s", async (name, prepare) => {
    await using both = await open();
    const sealed = sealedOf(await both.signIn());
    if (name === "spent") await both.load(sealed).refresh();
    const input = prepare(both);

    const theirs = await both.load(sealed).refresh(input);
    const { organizationId } = input;
    const wanted = organizationId ? { organization_id: organizationId } : {};
    const ours = await both.sessions.refresh(requestWith(sealed), wanted, { retries: 0 });

    if (theirs.authenticated || ours.isSignedIn) throw new Error("It did not fail.");
    expect(ours.isRetryable).toBe(theirs.retryable);
    if (!theirs.retryable) expect(ours.reason).toBe(theirs.reason);
    else expect(ours.setCookie).toBeUndefined();
  });
});

async function open() {
  const stage = await openStageWithUser();
  const { apiKey, clientId } = stage.mock;
  const { hostname, port } = new URL(stage.url);
  const at = { apiHostname: hostname, port: Number(port), https: false, maxRetries: 0 };
  const vendor = new WorkOS(apiKey, { clientId, ...at });
  const sessions = createSessions(stage.client, { password: cookiePassword });
  return {
    ...stage,
    vendor,
    sessions,
    read: (sealed: string) => sessions.read(requestWith(sealed)),
    load: (sessionData: string) => vendor.userManagement.loadSealedSession({ sessionData, cookiePassword }),
    signIn: async () => sessions.start(await authenticateWithPassword(stage.client, { email, password })),
    vendorSignIn: async () => {
      const session = { sealSession: true, cookiePassword };
      return (
        (await vendor.userManagement.authenticateWithPassword({ clientId, email, password, session })).sealedSession ??
        ""
      );
    },
  };
}

/** What `authenticate` of the vendor's SDK says of a session that the client has read. */
function asTheirs({ user, claims, access_token, authentication_method }: SignedIn) {
  return {
    authenticated: true,
    sessionId: claims.sid,
    organizationId: claims.org_id,
    role: claims.role,
    roles: claims.roles,
    permissions: claims.permissions,
    entitlements: claims.entitlements,
    featureFlags: claims.feature_flags,
    user: { id: user.id, email: user.email, emailVerified: user.email_verified },
    accessToken: access_token,
    authenticationMethod: authentication_method,
  };
}

function requestWith(sealed: string): Request {
  const [cookie = ""] = writeCookie(sealed).split(";");
  return new Request("https://app.test/", { headers: { cookie } });
}

function sealedOf(setCookie = ""): string {
  return readCookie({ headers: new Headers({ cookie: setCookie.split(";")[0] ?? "" }) }, "wos-session") ?? "";
}
