import { version } from "../../generated/version.ts";
import type { PublicClientOptions } from "../options.ts";

/** Names this package, then the application; line ends and other characters that a header cannot carry are dropped. */
export function userAgentOf(app: PublicClientOptions["appInfo"]): string {
  const own = `workos-kit/${version}`;
  if (app === undefined) return own;
  const name = app.version === undefined ? app.name : `${app.name}/${app.version}`;
  return `${own} ${name}${app.url === undefined ? "" : ` (${app.url})`}`.replace(/[^\x20-\x7e]/g, "");
}
