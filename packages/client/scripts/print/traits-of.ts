import type { Bundle, Operation } from "@workos-kit/codegen";
import { bodyFields } from "@workos-kit/codegen";

/** The exceptional facts of an operation, as the run time wants them: `fill` and `write` name its functions. */
export interface PrintedTraits {
  auth?: "none" | "token";
  fill?: "fillClientId" | "fillClientSecret";
  write?: "form";
  once?: true;
  key?: true;
  redirect?: true;
  empty?: true;
  server?: string;
  query?: string[];
  body?: true;
}

/** What `traits.ts` and the functions print of an operation; nothing for the ordinary ones. */
export function traitsOf(bundle: Bundle, operation: Operation): PrintedTraits {
  const { method, body, parameters, answers, security, server } = operation;
  const traits: PrintedTraits = {};
  const credentials = credentialsOf(bundle, operation);
  if (credentials !== undefined) traits.fill = credentials;
  else if (security.length === 0) traits.auth = "none";
  else if (!security.some((each) => "apiKey" in each)) traits.auth = "token";
  if (body?.contentType === "application/x-www-form-urlencoded") traits.write = "form";
  if (!operation.isRepeatable) traits.once = true;
  if (parameters.some((each) => each.in === "header" && /^idempotency-key$/i.test(each.name))) traits.key = true;
  if (answers.some((each) => each.status >= 300 && each.status < 400)) traits.redirect = true;
  if (answers.some((each) => each.status < 202 && each.schema === undefined)) traits.empty = true;
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

/**
 * Who needs no key but names a client in JSON is asked by the environment itself: its client id, and its key as the
 * secret. The forms of OAuth are for applications, which have credentials of their own.
 */
function credentialsOf(bundle: Bundle, { body, security }: Operation): PrintedTraits["fill"] {
  if (security.length > 0 || body?.contentType !== "application/json") return undefined;
  const fields = bodyFields(bundle, body.schema);
  if (!fields.has("client_id")) return undefined;
  return fields.has("client_secret") ? "fillClientSecret" : "fillClientId";
}
