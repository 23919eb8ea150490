import type { SeenEvent } from "./seen-event.ts";

/** The bindings of `wrangler.json`; those that are not there are secrets: `wrangler secret put WORKOS_API_KEY`. */
export interface Env {
  WORKOS_API_KEY: string;
  WORKOS_CLIENT_ID: string;
  /** Encrypts session cookies: at least 32 characters. */
  WORKOS_COOKIE_PASSWORD: string;
  WORKOS_WEBHOOK_SECRET: string;
  /** @default the real API */
  WORKOS_BASE_URL?: string;
  /** The app's own users: e-mail address by id. */
  USERS: KVNamespace;
  /** The webhooks that were handled. */
  SEEN_EVENTS: DurableObjectNamespace<SeenEvent>;
  /** How far the event log has been read. */
  CURSORS: D1Database;
}

declare global {
  namespace Cloudflare {
    // What `env` of `cloudflare:workers` has.
    interface Env extends Bindings {}
  }
}
type Bindings = Env;
