// #region docs
import { type Client, createClient } from "@workos-kit/client";

/** A client for the page: it talks to the page's own server, which has the key. */
export function connect(origin: string): Client {
  return createClient({
    baseUrl: `${origin}/api`,
    // A client with a key refuses to run in a browser. This one has a placeholder, and does not even send that.
    apiKey: "kept-by-the-server",
    dangerouslyAllowBrowser: true,
    headers: { authorization: null },
  });
}
// #endregion
