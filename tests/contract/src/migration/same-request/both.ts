import { WorkOS } from "@workos-inc/node";
import { createClient } from "@workos-kit/client";
import * as auth from "@workos-kit/client/auth";
import * as operations from "@workos-kit/client/operations";
import type { Replacement } from "../row.ts";
import type { VendorMethod } from "../vendor-methods.ts";
import type { Call } from "./calls.ts";
import { flatUrl, type Recorded, recordRequests } from "./recording-server.ts";

/** Where replacements are that ask the API, or send a browser there. */
export const doors: Readonly<Record<string, object>> = {
  "@workos-kit/client/operations": operations,
  "@workos-kit/client/auth": auth,
};

export interface Asked {
  readonly theirs: readonly Recorded[];
  readonly ours: readonly Recorded[];
}

/** Both clients before one server. */
export async function openBoth() {
  const server = await recordRequests();
  const apiKey = "sk_test";
  const clientId = "the_clientId";
  const { port } = server;
  const vendor = new WorkOS(apiKey, { clientId, apiHostname: "127.0.0.1", port, https: false, maxRetries: 0 });
  const client = createClient({ apiKey, clientId, baseUrl: `http://127.0.0.1:${port}`, retries: 0 });

  /** What is asked by a call of the vendor's method, and by the same call of its replacement. */
  async function ask({ module, name }: VendorMethod, row: Replacement, { theirs, ours }: Call): Promise<Asked> {
    const holder: unknown = Reflect.get(vendor, module);
    return {
      theirs: await askedBy(() => Reflect.apply(functionOf(holder, name), holder, theirs)),
      ours: await askedBy(() => Reflect.apply(functionOf(doors[row.door], row.name), undefined, [client, ...ours])),
    };
  }

  async function askedBy(call: () => unknown): Promise<Recorded[]> {
    try {
      const result: unknown = await call();
      const sent = server.take();
      if (sent.length > 0) return sent;
      const url: unknown = typeof result === "string" ? result : Object(result).url;
      return typeof url === "string" && URL.canParse(url) ? [flatUrl(new URL(url))] : [];
    } catch {
      // What it makes of the empty answer does not matter here; a refusal has sent nothing.
      return server.take();
    }
  }

  return { ask, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

function functionOf(holder: unknown, name: string): (...args: unknown[]) => unknown {
  const found: unknown = Object(holder)[name];
  if (typeof found !== "function") throw new Error(`There is no ${name}.`);
  return (...args) => Reflect.apply(found, holder, args);
}
