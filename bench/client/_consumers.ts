// The same ten lines of a user's code, by every way there is to write them.
import { fileURLToPath } from "node:url";

/** A file, and the text behind which a user would ask what may follow: the fields of an input, or the paths. */
export interface Consumer {
  readonly file: string;
  readonly cursor: string;
}

export const peer = "@workos-inc/node";
/** A file that imports nothing: what the platform's own types cost. */
export const nothing = "nothing";

export const consumers: Readonly<Record<string, Consumer>> = {
  "by function": consumer("../../packages/client/test/consumers/by-function.ts", "createOrganization(workos, { "),
  "by path": consumer("../../packages/client/test/consumers/by-path.ts", 'workos.GET("'),
  "openapi-fetch": consumer("consumers/openapi-fetch.ts", 'workos.GET("'),
  [peer]: consumer("consumers/vendor.ts", "createOrganization({ "),
  [nothing]: consumer("consumers/nothing.ts", "return ["),
};

function consumer(file: string, cursor: string): Consumer {
  return { file: fileURLToPath(new URL(file, import.meta.url)), cursor };
}
