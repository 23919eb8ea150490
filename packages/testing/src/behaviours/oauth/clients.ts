import { fromBase64 } from "../../crypto/base64url.ts";
import { oauthError, type Problem } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { type ConnectApplicationRow, findApplication } from "../connect-applications/table.ts";
import { connectSecrets } from "../connect-secrets/table.ts";

/** A call of a token endpoint, as far as clients prove themselves in it. */
export interface ClientCall {
  readonly world: World;
  readonly body: object;
  header(name: string): string | undefined;
}

/** Fields of a form; read leniently, since their faults have errors of their own. */
export type Form = Readonly<Record<string, string | undefined>>;

/** The texts of a body. */
export function formOf({ body }: Pick<ClientCall, "body">): Form {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === "string"));
}

/** The credentials of a client: HTTP Basic or in the body (RFC 6749, section 2.3.1). */
export function credentialsOf(call: Omit<ClientCall, "world">): { clientId?: string; secret?: string } {
  const { client_id: clientId, client_secret: secret } = formOf(call);
  const basic = /^basic\s+(\S+)$/i.exec(call.header("authorization") ?? "")?.[1];
  const bytes = basic === undefined ? undefined : fromBase64(basic);
  if (bytes) {
    const [id = "", ...rest] = new TextDecoder().decode(bytes).split(":");
    return { clientId: decoded(id), secret: decoded(rest.join(":")) };
  }
  return { ...(clientId !== undefined && { clientId }), ...(secret !== undefined && { secret }) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** Whether a client id is an application of this world: how requests without an API key find their environment. */
export function knowsClient(world: World, clientId: string | undefined): boolean {
  return findClient(world, clientId) !== undefined;
}

/**
 * The application that calls. A secret must be one of its own; without one only public clients pass, which PKCE or a
 * device code then proves. @throws a 401 `invalid_client`.
 */
export function authenticateClient(call: ClientCall, needsSecret = false): ConnectApplicationRow {
  const { clientId, secret } = credentialsOf(call);
  if (clientId === undefined) throw oauthError("invalid_request", "client_id is missing.");
  const application = findClient(call.world, clientId);
  if (!application) throw invalidClient("The client is not known.");
  if (secret === undefined || secret === "") {
    const isPublic = application.is_public || application.uses_pkce;
    if (needsSecret || !isPublic) throw invalidClient("The client secret is missing.");
    return application;
  }
  const own = call.world.rows(connectSecrets, { where: { application_id: application.id } });
  const used = own.find((row) => row.secret === secret);
  if (!used) throw invalidClient("The client secret is wrong.");
  call.world.update(connectSecrets, used.id, { last_used_at: call.world.clock.iso() });
  return application;
}

/** Only by its client id: the id of the object is no credential. */
export function findClient(world: World, clientId: string | undefined): ConnectApplicationRow | undefined {
  const found = clientId === undefined ? undefined : findApplication(world, clientId);
  return found?.client_id === clientId ? found : undefined;
}

function invalidClient(description: string): Problem {
  return oauthError("invalid_client", description, 401);
}
