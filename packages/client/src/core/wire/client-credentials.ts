import { ConfigurationError, type Place } from "../errors/errors.ts";

/** What a body may be completed with. */
export interface OwnCredentials {
  clientId: string | undefined;
  key(): Promise<string | undefined>;
  /** The call that is about to be sent. */
  place: Place;
}

/** Completes a body with the client id. */
export async function fillClientId(body: unknown, { clientId, place }: OwnCredentials): Promise<unknown> {
  const filled = { ...(body instanceof URLSearchParams ? Object.fromEntries(body) : Object(body)) };
  filled.client_id ??= clientId;
  if (filled.client_id === undefined) {
    throw new ConfigurationError("client_id_missing", "needs a clientId: pass one to the client.", place);
  }
  return filled;
}

/** Completes a body with the client id, and with the key as the client secret where the grant has one. */
export async function fillClientSecret(body: unknown, own: OwnCredentials): Promise<unknown> {
  const filled = Object(await fillClientId(body, own));
  // The device grant belongs to public clients.
  if (!/:device_code$/.test(filled.grant_type)) filled.client_secret ??= await own.key();
  return filled;
}
