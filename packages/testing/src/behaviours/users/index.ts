import type { User } from "../../generated/schemas.ts";
import { notFound } from "../../problem.ts";
import { settings } from "../../world/settings.ts";
import { defineResource } from "../behaviour.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { findUser, type UserRef } from "./find-user.ts";
import { refuseMixedPassword } from "./password.ts";
import { createUser, deleteUser, type UserInput, updateUser, userOf } from "./rules.ts";
import { userIdentities, users } from "./table.ts";

export const usersResource = defineResource({
  tables: [users, userIdentities],
  behaviours: {
    listUsers: ({ world, query }) => {
      const organization = query.organization_id ?? query.organization;
      const members =
        organization === undefined
          ? undefined
          : new Set(
              world
                .rows(organizationMemberships, { where: { organization_id: organization } })
                .map((row) => row.user_id),
            );
      return world.list(users, query, {
        where: { email: query.email?.toLowerCase() },
        ...(members && { filter: (row) => members.has(row.id) }),
      });
    },
    createUser: ({ world, body }) => {
      const user = world.present(users, createUser(world, body));
      // Inferred: an attempt is recorded when Radar has something to judge by.
      const isJudged = world.read(settings).radar && body.signals_id !== undefined;
      return isJudged ? { ...user, radar_auth_attempt_id: world.newId("radar_auth_attempt") } : user;
    },
    getUser: ({ world, path }) => userOf(world, path.id),
    getUserByExternalId: ({ world, path }) => {
      const row = world.findBy(users, "external_id", path.external_id);
      if (!row) throw notFound("User", path.external_id);
      return world.present(users, row);
    },
    updateUser: ({ world, path, body }) => world.present(users, updateUser(world, path.id, body)),
    deleteUser: ({ world, path }) => {
      deleteUser(world, path.id);
      return undefined;
    },
    listUserIdentities: ({ world, path }) => {
      world.get(users, path.user_id);
      const own = world.rows(userIdentities, { where: { user_id: path.user_id } });
      return own.map((row) => world.present(userIdentities, row));
    },
  },
  prechecks: {
    createUser: ({ body }) => refuseMixedPassword(body),
    updateUser: ({ body }) => refuseMixedPassword(body),
  },
  dashboard: (world) => ({
    /** Makes a user the way the API does; an id, identities and a locale may be given. */
    create: (input: UserInput): User => world.present(users, createUser(world, input)),
    delete: ({ user }: { readonly user: UserRef }): void => deleteUser(world, findUser(world, user).id),
  }),
});
