import { ConfigurationError } from "./errors.ts";

/** A secret key in a page is a secret key given away: refuse it where a browser's globals are. */
export function refuseBrowser(): void {
  if ("window" in globalThis && "document" in globalThis) {
    throw new ConfigurationError(
      "browser",
      "A secret API key must not run in a browser. Use createPublicClient there, or pass dangerouslyAllowBrowser.",
    );
  }
}
