import { readCallback, startSsoSignIn } from "@workos-kit/client/auth";
import { getProfileAndToken } from "@workos-kit/client/operations";
import type { Stage } from "../stage.ts";
import { expect, type Story } from "../story.ts";

/** An SSO login from authorization URL to profile, as a browser would walk it. */
export async function signIn({ mock, server, workos }: Stage, story: Story): Promise<void> {
  const connection = mock.dashboard.connections.create({ organization: "Acme", type: "OktaSAML" });
  mock.dashboard.redirectUris.create({ uri: "https://app.test/callback" });
  mock.dashboard.sso.nextLogin({ email: "ada@acme.test", first_name: "Ada", last_name: "Lovelace" });

  const started = await startSsoSignIn(
    { clientId: mock.clientId, baseUrl: server.url },
    { connection: connection.id, redirect_uri: "https://app.test/callback" },
  );
  const answer = await fetch(started.url, { redirect: "manual" });
  const { code } = readCallback(answer.headers.get("location") ?? "", { state: started.state });
  const { profile } = await getProfileAndToken(workos, {
    grant_type: "authorization_code",
    code,
    code_verifier: started.codeVerifier,
  });
  expect(profile.email === "ada@acme.test", "Ada signed in.");
  story.tell(
    `${profile.first_name} ${profile.last_name} signed in over ${profile.connection_type}: redirect, code, profile.`,
  );
}
