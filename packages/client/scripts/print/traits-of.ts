import type { Bundle, Operation } from "@workos-kit/codegen";
import { bodyFields } from "@workos-kit/codegen";

/**
 * Grants, codes and tokens that work once, and sends of e-mail or SMS. The spec has no word for it; the test of this
 * file fails when one of them is no longer an operation.
 */
export const once: ReadonlySet<string> = new Set([
  "acceptInvitation",
  "approveWaitlistEntry",
  "authenticate",
  "challengeFactor",
  "completeExternalAuth",
  "confirmEmailChange",
  "createMagicAuth",
  "createPasswordReset",
  "createWaitlistEntry",
  "getProfileAndToken",
  "inviteItContact",
  "oauthToken",
  "resendInvitation",
  "resetPassword",
  "sendEmailChange",
  "sendInvitation",
  "sendPasswordlessSession",
  "sendRadarSmsChallenge",
  "sendVerificationEmail",
  "verifyChallenge",
  "verifyEmail",
]);

/** Operations whose body carries the environment's own client id, and its key as the client secret. */
export const clientCredentials: Readonly<Record<string, "fillClientId" | "fillClientSecret">> = {
  authenticate: "fillClientSecret",
  createDeviceAuthorization: "fillClientId",
  getProfileAndToken: "fillClientSecret",
};

/** The exceptional facts of an operation, as the run time wants them: `fill` and `write` name its functions. */
export interface PrintedTraits {
  auth?: "none" | "token";
  fill?: "fillClientId" | "fillClientSecret";
  write?: "form";
  once?: true;
  key?: true;
  redirect?: true;
  server?: string;
  query?: string[];
  body?: true;
}

/** What `traits.ts` and the functions print of an operation; nothing for the ordinary ones. */
export function traitsOf(bundle: Bundle, operation: Operation): PrintedTraits {
  const { id, method, body, parameters, answers, security, server } = operation;
  const traits: PrintedTraits = {};
  const credentials = clientCredentials[id];
  if (credentials !== undefined) traits.fill = credentials;
  else if (security.length === 0) traits.auth = "none";
  else if (!security.some((each) => "apiKey" in each)) traits.auth = "token";
  if (body?.contentType === "application/x-www-form-urlencoded") traits.write = "form";
  if (once.has(id)) traits.once = true;
  if (parameters.some((each) => each.in === "header" && /^idempotency-key$/i.test(each.name))) traits.key = true;
  if (answers.some((each) => each.status >= 300 && each.status < 400)) traits.redirect = true;
  // A host with a placeholder is the caller's own: pass it as `baseUrl`.
  if (server !== undefined && !server.includes("{") && server !== bundle.servers?.[0]?.url) traits.server = server;
  const query = parameters.filter((each) => each.in === "query").map((each) => each.name);
  if (query.length > 0 && method !== "get" && method !== "delete") traits.query = query;
  if (body !== undefined) {
    const hasRequired = [...bodyFields(bundle, body.schema).values()].some((each) => each.required);
    if (method === "delete" || (body.required && !hasRequired)) traits.body = true;
  }
  return traits;
}
