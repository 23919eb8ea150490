import { defaults, seal, unseal } from "iron-webcrypto";
import { ConfigurationError } from "../core/errors/errors.ts";
import type { Authentication, AuthenticationUser, Impersonator } from "../generated/models.ts";

/** What a session cookie holds, by the API's names. */
export interface SealedSession {
  access_token: string;
  refresh_token: string;
  user: AuthenticationUser;
  organization_id?: string | undefined;
  authentication_method?: Authentication["authentication_method"] | undefined;
  impersonator?: Impersonator | undefined;
}

/** One password, or several while they are being changed: the first one seals, all of them open. At least 32 characters. */
export type CookiePassword = string | readonly [string, ...string[]];

// The version that `@workos-inc/node` writes behind the seal; its cookies stay valid here, and ours there.
const version = "~2";

/**
 * Encrypts and signs a session for a cookie, in the format of the vendor's SDK.
 *
 * @throws ConfigurationError for a password of less than 32 characters.
 */
export async function sealSession(session: SealedSession, password: CookiePassword): Promise<string> {
  const [first] = checkPassword(password);
  const { organization_id, user, access_token, refresh_token, authentication_method, impersonator } = session;
  const content = {
    organizationId: organization_id,
    // Whatever the API sent: what is no session does not open again.
    user: user && renameKeys(user, camelCase),
    accessToken: access_token,
    refreshToken: refresh_token,
    authenticationMethod: authentication_method,
    impersonator,
  };
  const sealed = await seal(content, { id: "1", secret: first }, { ...defaults, ttl: 0, encode: JSON.stringify });
  return sealed + version;
}

/** Opens a session cookie; undefined when it is not one, was changed, or was sealed with another password. */
export async function unsealSession(sealed: string, password: CookiePassword): Promise<SealedSession | undefined> {
  const [body = "", tokenVersion] = sealed.split("~");
  for (const secret of checkPassword(password)) {
    const content = await unseal(body, { 1: secret }, { ...defaults, ttl: 0 }).catch(() => undefined);
    // Before version 2 the content stood in a `persistent` field.
    const { persistent, ...own } = Object(content);
    const found = readContent(tokenVersion !== "2" && persistent ? persistent : own);
    if (found !== undefined) return found;
  }
  return undefined;
}

function readContent(content: Record<string, unknown>): SealedSession | undefined {
  const { accessToken, refreshToken, user, organizationId, authenticationMethod, impersonator } = content;
  if (typeof accessToken !== "string" || typeof refreshToken !== "string" || !user) return undefined;
  // The seal proves that this was written by somebody who knows the password: here or in the vendor's SDK.
  return {
    access_token: accessToken,
    refresh_token: refreshToken,
    user: renameKeys(user, snakeCase) as AuthenticationUser,
    ...(organizationId ? { organization_id: organizationId as string } : {}),
    ...(authenticationMethod ? { authentication_method: authenticationMethod as string } : {}),
    ...(impersonator ? { impersonator: impersonator as Impersonator } : {}),
  };
}

/** The passwords, the one that seals first. */
export function checkPassword(password: CookiePassword): readonly [string, ...string[]] {
  const all: readonly [string, ...string[]] = typeof password === "string" ? [password] : password;
  // Variables of the environment that are not set come as undefined, whatever the types say.
  if (!all?.[0] || all.some((each) => (each?.length ?? 0) < 32)) {
    throw new ConfigurationError("cookie_password", "A cookie password needs at least 32 characters.");
  }
  return all;
}

// Only the user's own fields: the keys of `metadata` are the application's.
function renameKeys(object: object, rename: (key: string) => string): object {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [rename(key), value]));
}

function camelCase(key: string): string {
  // Letters only: nothing else would come back.
  return key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
