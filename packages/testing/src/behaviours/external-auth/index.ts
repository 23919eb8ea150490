import type { ExternalAuthUser } from "../../generated/schemas.ts";
import { problem, refused } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { connectApplications, getApplication } from "../connect-applications/table.ts";
import { userByEmail } from "../users/find-user.ts";
import { createUser, isManaged, updateUser } from "../users/rules.ts";
import { type UserRow, users } from "../users/table.ts";
import { externalAuthSessions } from "./table.ts";

/** A sign-in that has come to the app's login page, without a browser before it. */
export interface ExternalAuthInput {
  /** @default a new id */
  readonly id?: string;
  /** Id or client id of the application that asked. */
  readonly application: string;
  readonly redirect_uri: string;
  readonly state?: string;
  readonly scope?: string;
}

/** Claims that tokens have anyway (facts: behaviours 14, oauth). */
const reservedClaims = ["iss", "sub", "aud", "exp", "iat", "nbf", "jti", "sid", "org_id", "role", "permissions"];

export const externalAuthResource = defineResource({
  tables: [externalAuthSessions],
  behaviours: {
    completeExternalAuth: ({ world, body, origin }) => {
      const session = world.get(externalAuthSessions, body.external_auth_id);
      if (session.is_completed)
        throw refused(400, "external_auth_session_already_completed", "The sign-in was completed already.");
      const options = body.user_consent_options ?? [];
      const application = world.get(connectApplications, session.application_id);
      // Inferred: nobody is asked for consent to an application of one's own.
      if (options.length > 0 && application.is_first_party)
        throw refused(400, "user_consent_options_not_supported", "First-party applications ask for no consent.");
      const reserved = options.find(({ claim }) => reservedClaims.includes(claim));
      if (reserved)
        throw problem(400, { error: "Invalid claim", message: `The claim '${reserved.claim}' is reserved.` });
      const user = upsertUser(world, body.user);
      world.update(externalAuthSessions, session.id, {
        is_completed: true,
        user_id: user.id,
        consent_options: options,
      });
      return { redirect_uri: `${origin}/oauth2/authorize/complete?external_auth_id=${session.id}` };
    },
  },
  dashboard: (world) => ({
    /** Begins a sign-in on the app's own page; `completeExternalAuth` goes on with it. */
    create({ id, application, ...query }: ExternalAuthInput): { external_auth_id: string } {
      const { id: application_id, client_id } = getApplication(world, application);
      const row = world.insert(externalAuthSessions, {
        id,
        application_id,
        query: { ...query, client_id, response_type: "code" },
        is_completed: false,
      });
      return { external_auth_id: row.id };
    },
  }),
});

/** Matched by external id, else by address, else made (facts: behaviours 23). */
function upsertUser(world: World, given: ExternalAuthUser): UserRow {
  const { id: external_id, email, first_name, last_name, name, metadata } = given;
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw refused(400, "invalid_email", "The e-mail address is not valid.");
  const fields = {
    ...(first_name !== undefined && { first_name }),
    ...(last_name !== undefined && { last_name }),
    ...(name !== undefined && { name }),
    ...(metadata && { metadata }),
  };
  const holder = userByEmail(world, email);
  const known = world.findBy(users, "external_id", external_id) ?? holder;
  // The app has checked the address itself.
  if (!known) return createUser(world, { email, external_id, email_verified: true, ...fields });
  if (known.email.toLowerCase() !== email.toLowerCase()) {
    if (isManaged(world, known.id))
      throw refused(400, "email_change_not_allowed", "The user's address is managed by a directory.");
    if (holder) throw refused(400, "email_not_available", "Another user has this e-mail address.");
  }
  // Inferred: an address that belongs to another external id is not handed over.
  if (known.external_id && known.external_id !== external_id)
    throw refused(400, "email_not_available", "Another user has this e-mail address.");
  return updateUser(world, known.id, { email, external_id, email_verified: true, ...fields });
}
