// #region client
import { createPublicClient, optionsFromEnv } from "@workos-kit/client";

const { clientId = "", baseUrl } = optionsFromEnv(process.env);

export const workos = createPublicClient({ clientId, baseUrl });

// #endregion

// #region pkce
import { authenticateWithCode, authenticateWithRefreshToken, readCallback, startSignIn } from "@workos-kit/client/auth";

/** In a browser: keep what this gives in `sessionStorage`, then go to `url`. */
export async function begin() {
  return startSignIn(workos, { provider: "authkit", redirect_uri: "https://app.example/callback" });
}

export async function finish(href: string, kept: { state: string; codeVerifier: string }) {
  const { code } = readCallback(href, { state: kept.state });
  const first = await authenticateWithCode(workos, { code, code_verifier: kept.codeVerifier });
  return authenticateWithRefreshToken(workos, { refresh_token: first.refresh_token }); // later, once per token
}

// #endregion

// #region device
import { type PollDeviceOptions, pollDevice } from "@workos-kit/client/auth";
import { createDeviceAuthorization } from "@workos-kit/client/operations";

/** In a CLI. */
export async function signInOnDevice(show: (line: string) => void, options?: PollDeviceOptions) {
  const device = await createDeviceAuthorization(workos);
  show(`Open ${device.verification_uri} and enter ${device.user_code}.`);
  return pollDevice(workos, device, options);
}
// #endregion
