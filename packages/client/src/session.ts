export { type Coalesce, coalesceInProcess } from "./session/coalesce.ts";
export {
  applySetCookie,
  type CookieParts,
  parseSetCookie,
  readCookie,
  writeCookie,
} from "./session/cookie.ts";
export type { CookieOptions } from "./session/cookie-options.ts";
export type { RefreshFailure } from "./session/refresh.ts";
export { type CookiePassword, type SealedSession, sealSession, unsealSession } from "./session/seal.ts";
export {
  createSessions,
  type ReadSessionOptions,
  type Sessions,
  type SessionsOptions,
  type SignedIn,
  type SignedOut,
} from "./session/sessions.ts";
