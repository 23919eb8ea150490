import type { PageCall } from "../behaviours/behaviour.ts";
import type { Environment } from "../environment.ts";
import type { Incoming } from "./message.ts";

/** How the dispatcher finds environments. */
export interface Environments {
  readonly default: Environment;
  readonly all: Iterable<Environment>;
  forKey(apiKey: string): Environment | undefined;
  forClient(clientId: string): Environment | undefined;
}

/** Tells by the code or token in a request whether it is a world's. */
export type Locate = (world: Environment["world"], call: PageCall) => boolean;

/** The environment of a request without an API key: by client id, else by the code or token in it. */
export function findEnvironment(locate: Locate | undefined, call: PageCall, environments: Environments): Environment {
  const clientId = call.body.client_id ?? call.query.client_id ?? call.path.client_id;
  const secret = call.body.client_secret;
  const bySecret = typeof secret === "string" ? environments.forKey(secret) : undefined;
  const byClient = typeof clientId === "string" ? environments.forClient(clientId) : undefined;
  if (byClient ?? bySecret) return byClient ?? bySecret ?? environments.default;
  if (locate)
    for (const environment of environments.all)
      if (locate(environment.world, { ...call, world: environment.world })) return environment;
  return environments.default;
}

/** What follows `Bearer` in an authorization header. */
export function bearerOf(header: string | undefined): string | undefined {
  const match = header && /^bearer\s+(.+)$/i.exec(header.trim());
  return match ? match[1] : undefined;
}

/** Where the mock answers, as the client sees it. */
export function originOf(incoming: Incoming): string {
  const host = incoming.header("x-forwarded-host");
  if (!host || !/^[\w.:[\]-]+$/.test(host)) return incoming.url.origin;
  const protocol = incoming.header("x-forwarded-proto") === "https" ? "https" : "http";
  return `${protocol}://${host}`;
}
