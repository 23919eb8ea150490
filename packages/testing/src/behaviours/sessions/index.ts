import type { AuthenticationMethod, Impersonator, Session } from "../../generated/schemas.ts";
import { redirect } from "../../handlers/message.ts";
import { refusedPlainly } from "../../problem.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { findOrganization, type OrganizationRef } from "../organizations/table.ts";
import { defaultRedirect, fitsPattern } from "../redirect-uris/rules.ts";
import { findUser, type UserRef } from "../users/find-user.ts";
import { users } from "../users/table.ts";
import { issueRefreshToken, revokeSession, startSession } from "./rules.ts";
import { refreshTokens, sessions } from "./table.ts";

/** A session that exists from the beginning, for seeds. */
export interface SessionInput {
  /** @default a new id */
  readonly id?: string;
  /** Id, e-mail address or external id. */
  readonly user: UserRef;
  readonly organization?: OrganizationRef;
  /** @default "Password" */
  readonly method?: AuthenticationMethod;
  readonly ip_address?: string;
  readonly user_agent?: string;
  readonly impersonator?: Impersonator;
}

export const sessionsResource = defineResource({
  tables: [sessions, refreshTokens],
  behaviours: {
    listUserSessions: ({ world, path, query }) => {
      world.get(users, path.user_id);
      return world.list(sessions, query, { where: { user_id: path.user_id } });
    },
    revokeSession: ({ world, body }) => {
      const row = world.find(sessions, body.session_id);
      // An unknown session is a 400 and no 404 (facts: behaviours 14).
      if (!row) throw refusedPlainly(400, `Session not found: '${body.session_id}'.`);
      revokeSession(world, row);
      return undefined;
    },
    logout: ({ world, query }) => {
      const target = query.return_to ?? signOutAddress(world);
      if (query.return_to !== undefined && !isSignOutRedirect(world, query.return_to))
        throw refusedPlainly(422, "return_to is not one of the allowed sign-out redirects.");
      const row = world.find(sessions, query.session_id);
      // An unknown session still leads back: the browser must not be left on an error page (seen in the emulator).
      if (row) revokeSession(world, row);
      return redirect(target);
    },
  },
  locate: { logout: (world, { query }) => world.find(sessions, String(query.session_id)) !== undefined },
  dashboard: (world) => ({
    /** Starts a session without a sign-in. The answer has its refresh token as well. */
    create(input: SessionInput): Session & { refresh_token: string } {
      const row = startSession(world, {
        id: input.id,
        user_id: findUser(world, input.user).id,
        organization_id: input.organization && findOrganization(world, input.organization).id,
        method: input.impersonator ? "Impersonation" : (input.method ?? "Password"),
        ip_address: input.ip_address,
        user_agent: input.user_agent,
        impersonator: input.impersonator,
      });
      return { ...world.present(sessions, row), refresh_token: issueRefreshToken(world, row.id) };
    },
  }),
});

/** Where a logout leads that names no address. */
function signOutAddress(world: World): string {
  const { sign_out_redirects: allowed, default_redirect_uri: fallback } = world.read(settings);
  const plain = allowed.find((address) => !address.includes("*"));
  return plain ?? fallback ?? defaultRedirect(world) ?? "https://app.example.test/";
}

function isSignOutRedirect(world: World, address: string): boolean {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return false;
  const { sign_out_redirects: allowed } = world.read(settings);
  return allowed.length === 0 || allowed.some((pattern) => pattern === address || fitsPattern(pattern, address));
}
