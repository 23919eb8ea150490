import { ConfigurationError } from "../errors/errors.ts";

/** A secret key in a page is a secret key given away: refuse it where a browser's document is. */
export function refuseBrowser(): void {
  if ("document" in globalThis) {
    throw new ConfigurationError(
      "browser",
      "A secret key must not run in a browser: use createPublicClient, or pass dangerouslyAllowBrowser.",
    );
  }
}
