import { createPendingSignIns, type PendingSignInsOptions } from "../src/auth/pending-sign-ins.ts";
import { startSignIn } from "../src/auth/sign-in.ts";
import { applySetCookie } from "../src/session/cookie.ts";

const environment = { baseUrl: "https://api.workos.com", clientId: "client_1" };
export const redirect_uri = "https://app.test/callback";
export const begin = (state?: string) =>
  startSignIn(environment, { provider: "authkit", redirect_uri, ...(state !== undefined && { state }) });
export const nobody = new Headers();
export const callback = (headers: Headers, query: Record<string, string>) =>
  new Request(`${redirect_uri}?${new URLSearchParams(query)}`, { headers });

/** A browser that has started one sign-in. */
export async function open(options?: PendingSignInsOptions, returnTo?: string) {
  const pending = createPendingSignIns(options);
  const started = await begin();
  const setCookie = await pending.start(started, { returnTo });
  return { pending, started, setCookie, headers: applySetCookie(nobody, setCookie) };
}
