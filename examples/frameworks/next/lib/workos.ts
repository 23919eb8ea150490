import { createClient, optionsFromEnv } from "@workos-kit/client";
import { createPendingSignIns } from "@workos-kit/client/auth";
import { createSessions } from "@workos-kit/client/session";
import { createTokenVerifier } from "@workos-kit/client/tokens";
import { secure } from "./environment.ts";

/** WORKOS_API_KEY and WORKOS_CLIENT_ID; WORKOS_BASE_URL leads to a mock. */
export const workos = createClient(optionsFromEnv(process.env));

const options = { password: process.env.WORKOS_COOKIE_PASSWORD ?? "", cookie: { secure } };

/** Sign-ins between `/login` and `/callback`, in short-lived cookies that only the callback gets. */
export const pendingSignIns = createPendingSignIns({ cookie: { secure }, fallback: "/dashboard" });

/** Sessions in sealed cookies. */
export const sessions = createSessions(workos, options);

/** The same for pages, which cannot refresh: what the proxy let in a moment ago must not have expired meanwhile. */
export const pageSessions = createSessions(workos, {
  ...options,
  tokens: createTokenVerifier(workos, { clockToleranceSeconds: 60 }),
});
