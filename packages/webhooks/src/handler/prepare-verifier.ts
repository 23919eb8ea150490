import { WebhookVerificationError } from "../verification/errors.ts";
import type { Secrets } from "../verification/secret.ts";
import type { Verifier, VerifierOptions } from "../verification/verify.ts";

/** A secret, or several while one is being replaced; or a function that gives them with the first delivery. */
export type SecretSource = Secrets | (() => Secrets | Promise<Secrets>);

/** What examines headers, which takes no secret, and the way to what compares signatures. */
export interface PreparedVerifier<Match> {
  readonly examiner: Verifier<unknown>;
  readonly verifierOf: () => Verifier<Match> | Promise<Verifier<Match>>;
}

/**
 * Prepares what verifies. What is given is checked at once; a function is asked when a delivery comes whose header
 * holds, until it has answered once.
 */
export function prepareVerifier<Match>(
  options: Omit<VerifierOptions, "secret"> & { readonly secret: SecretSource },
  resolve: (options: VerifierOptions) => Verifier<Match>,
): PreparedVerifier<Match> {
  // Options that are no object have no secret.
  const source = options?.secret;
  const withSecret = (secret: Secrets) => resolve({ ...options, secret });
  if (typeof source !== "function") {
    const ready = withSecret(source);
    return { examiner: ready, verifierOf: () => ready };
  }
  // Everything but the secret can be checked now. What would compare with it is left out.
  const { options: checked, secrets, tolerance } = withSecret("any");
  let ready: Verifier<Match> | undefined;
  return {
    examiner: { options: checked, secrets, tolerance, match: undefined },
    verifierOf: async () => {
      ready ??= withSecret(await ask(source));
      return ready;
    },
  };
}

async function ask(source: () => Secrets | Promise<Secrets>): Promise<Secrets> {
  try {
    return await source();
  } catch (cause) {
    throw Object.assign(new WebhookVerificationError("missing_secret", ["Asking for it failed."]), { cause });
  }
}
