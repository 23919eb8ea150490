// The same ten lines of a user's code, by every way there is to write them.
import { fileURLToPath } from "node:url";

/** Code, and the text in its first file behind which a user would ask what may follow: the fields of an input, or the paths. */
export interface Consumer {
  readonly files: readonly [string, ...string[]];
  readonly cursor: string;
}

export const peer = "@workos-inc/node";
/** A file that imports nothing: what the platform's own types cost. */
export const nothing = "nothing";

export const consumers: Readonly<Record<string, Consumer>> = {
  "by function": consumer(["../../packages/client/test/consumers/by-function.ts"], "createOrganization(workos, { "),
  "by path": consumer(["../../packages/client/test/consumers/by-path.ts"], 'workos.GET("'),
  "openapi-fetch": consumer(["consumers/openapi-fetch.ts"], 'workos.GET("'),
  [peer]: consumer(["consumers/vendor.ts"], "createOrganization({ "),
  [nothing]: consumer(["consumers/nothing.ts"], "return ["),
};

const app = "../../examples/express/src";
/** One app of some 120 lines, before and after it moved from the vendor's SDK; one suite of tests holds both. */
export const apps: Readonly<Record<string, Consumer>> = {
  "an Express app": consumer(
    [`${app}/app.ts`, `${app}/require-session.ts`, `${app}/as-fetch.ts`],
    "listDirectoryUsers(workos, { ",
  ),
  [peer]: consumer([`${app}/before.ts`], "listUsers({ "),
};

function consumer([first, ...others]: readonly [string, ...string[]], cursor: string): Consumer {
  const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  return { files: [pathOf(first), ...others.map(pathOf)], cursor };
}
