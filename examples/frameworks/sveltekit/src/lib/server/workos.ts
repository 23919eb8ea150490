import { createClient, optionsFromEnv } from "@workos-kit/client";
import { createPendingSignIns } from "@workos-kit/client/auth";
import { createSessions } from "@workos-kit/client/session";
import { APP_URL, WORKOS_API_KEY, WORKOS_BASE_URL, WORKOS_CLIENT_ID, WORKOS_COOKIE_PASSWORD } from "$app/env/private";

export const workos = createClient(optionsFromEnv({ WORKOS_API_KEY, WORKOS_CLIENT_ID, WORKOS_BASE_URL }));

/** Cookies are for https alone, except on a developer's machine. */
const secure = !APP_URL.startsWith("http:");

/** Sign-ins between `/login` and `/callback`, in short-lived cookies that only the callback gets. */
export const pendingSignIns = createPendingSignIns({ cookie: { secure }, fallback: "/dashboard" });

/** Sessions in sealed cookies. */
export const sessions = createSessions(workos, { password: WORKOS_COOKIE_PASSWORD, cookie: { secure } });
