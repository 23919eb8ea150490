import { version as ownVersion } from "../../generated/version.ts";
import type { PublicClientOptions } from "../options.ts";

/** Names this package, then the application; line ends and other characters that a header cannot carry are dropped. */
export function userAgentOf(app: NonNullable<PublicClientOptions["appInfo"]>): string {
  const { name, version, url } = app;
  return `workos-kit/${ownVersion} ${name}${version ? `/${version}` : ""}${url ? ` (${url})` : ""}`.replace(
    /[^ -~]/g,
    "",
  );
}
