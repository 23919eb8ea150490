import { createPkce, createState } from "./pkce.ts";
import type { AuthorizationUrlInput, SsoAuthorizationUrlInput } from "./url-inputs.ts";
import { buildAuthorizationUrl, buildSsoAuthorizationUrl, type Environment } from "./urls.ts";

/** A sign-in that has been started: send the browser to `url`, and keep the other two for the callback. */
export interface StartedSignIn {
  url: string;
  /** Compare it with the `state` of the callback: `readCallback` does. */
  state: string;
  /** Pass it to `authenticateWithCode`. Never send it to the browser's address bar. */
  codeVerifier: string;
}

/**
 * Starts an AuthKit sign-in with PKCE and a state. Nothing is sent. A proof of your own is replaced: its verifier is needed.
 *
 * @throws ConfigurationError as `buildAuthorizationUrl` does.
 */
export async function startSignIn(environment: Environment, input: AuthorizationUrlInput): Promise<StartedSignIn> {
  const { codeVerifier, codeChallenge, codeChallengeMethod } = await createPkce();
  // An empty one would prove nothing.
  const state = input.state || createState();
  const proof = { code_challenge: codeChallenge, code_challenge_method: codeChallengeMethod };
  return { url: buildAuthorizationUrl(environment, { ...input, ...proof, state }), state, codeVerifier };
}

/**
 * Starts an SSO or social login outside AuthKit, with PKCE and a state: `getProfileAndToken` needs the `code_verifier`.
 * Nothing is sent.
 *
 * @throws ConfigurationError as `buildSsoAuthorizationUrl` does.
 */
export async function startSsoSignIn(
  environment: Environment,
  input: SsoAuthorizationUrlInput,
): Promise<StartedSignIn> {
  const { codeVerifier, codeChallenge, codeChallengeMethod } = await createPkce();
  // An empty one would prove nothing.
  const state = input.state || createState();
  const proof = { code_challenge: codeChallenge, code_challenge_method: codeChallengeMethod };
  return { url: buildSsoAuthorizationUrl(environment, { ...input, ...proof, state }), state, codeVerifier };
}
