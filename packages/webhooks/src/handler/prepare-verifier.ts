import { WebhookVerificationError } from "../verification/errors.ts";
import type { Secrets } from "../verification/secret.ts";
import type { VerifierOptions } from "../verification/verify.ts";

/** A secret, or several while one is being replaced; or a function that gives them with the first delivery. */
export type SecretSource = Secrets | (() => Secrets | Promise<Secrets>);

/**
 * A way to what verifies. What is given is checked at once; a function is asked when a delivery comes, until it has
 * answered once.
 */
export function prepareVerifier<Ready>(
  options: Omit<VerifierOptions, "secret"> & { readonly secret: SecretSource },
  resolve: (options: VerifierOptions) => Ready,
): () => Ready | Promise<Ready> {
  // Options that are no object have no secret.
  const source = options?.secret;
  const withSecret = (secret: Secrets) => resolve({ ...options, secret });
  if (typeof source !== "function") {
    const ready = withSecret(source);
    return () => ready;
  }
  // Everything but the secret can be checked now.
  withSecret("any");
  let ready: Ready | undefined;
  return async () => {
    ready ??= withSecret(await ask(source));
    return ready;
  };
}

async function ask(source: () => Secrets | Promise<Secrets>): Promise<Secrets> {
  try {
    return await source();
  } catch (cause) {
    throw Object.assign(new WebhookVerificationError("missing_secret", ["Asking for it failed."]), { cause });
  }
}
