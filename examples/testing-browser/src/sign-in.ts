import { createPublicClient } from "@workos-kit/client";
import { authenticateWithCode, readCallback, startSignIn } from "@workos-kit/client/auth";

const workos = createPublicClient({ clientId: "client_default", retries: 0 });

/** The code under test: signs in with PKCE from the browser, and gives the address of who did. */
export async function signIn(follow: (url: string) => Promise<string>): Promise<string> {
  const redirect_uri = `${location.origin}/callback`;
  const { url, state, codeVerifier } = await startSignIn(workos, { provider: "authkit", redirect_uri });
  const { code } = readCallback(await follow(url), { state });
  const { user } = await authenticateWithCode(workos, { code, code_verifier: codeVerifier });
  return user.email;
}
