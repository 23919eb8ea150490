import { ConfigurationError } from "../errors/errors.ts";

/** A secret key in a page is a secret key given away: refuse it where a browser's document is. */
export function refuseBrowser(): void {
  if ("document" in globalThis) {
    throw new ConfigurationError("browser", "No keys in browsers: use createPublicClient.");
  }
}

/** A public client runs on somebody else's machine: no call of it may carry a key. */
export function refuseKey(): void {
  throw new ConfigurationError("public_client", "A public client takes no apiKey, not for a call either.");
}
