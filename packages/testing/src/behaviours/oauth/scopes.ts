import type { ConnectApplicationRow } from "../connect-applications/table.ts";

/** What every application may ask for (facts: oauth). */
export const standardScopes = ["openid", "profile", "email", "offline_access"] as const;

/** Scopes of a parameter, in order and without repetition. */
export function scopesOf(parameter: string | undefined): string[] {
  return [...new Set((parameter ?? "").split(" ").filter(Boolean))];
}

/** The first scope that an application may not ask for. Inferred: its own list adds to the standard ones. */
export function refusedScope(application: ConnectApplicationRow, parameter: string | undefined): string | undefined {
  const allowed: readonly string[] = [...standardScopes, ...application.scopes];
  return scopesOf(parameter).find((scope) => !allowed.includes(scope));
}
