import type { OrganizationAuthorizedApplication } from "../../generated/schemas.ts";
import { notFound } from "../../problem.ts";
import { defineResource } from "../behaviour.ts";
import { findApplication, getApplication } from "../connect-applications/table.ts";
import { revokeGrants } from "../oauth/table.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { organizations } from "../organizations/table.ts";
import { findUser, type UserRef } from "../users/find-user.ts";
import { users } from "../users/table.ts";
import { consents, noteConsent } from "./table.ts";

/** A consent, for seeds. */
export interface AuthorizedApplicationInput {
  /** @default a new id */
  readonly id?: string;
  readonly user: UserRef;
  /** Id or client id of the application. */
  readonly application: string;
  /** @default openid, profile and email */
  readonly granted_scopes?: readonly string[];
  readonly oauth_resource?: string;
}

export const authorizedApplicationsResource = defineResource({
  tables: [consents],
  behaviours: {
    listUserAuthorizedApplications: ({ world, path, query }) => {
      world.get(users, path.user_id);
      const page = world.list(consents, query, { where: { user_id: path.user_id } });
      return { ...page, data: page.data.map(({ user_id: _, ...consent }) => consent) };
    },
    deleteUserAuthorizedApplication: ({ world, path }) => {
      world.get(users, path.user_id);
      const application = findApplication(world, path.application_id);
      const own = world.rows(consents, { where: { user_id: path.user_id } });
      // A consent's own id is taken as well: that is what the list shows first.
      const meant = own.filter((row) => row.application_id === application?.id || row.id === path.application_id);
      if (meant.length === 0) throw notFound(consents.label, path.application_id);
      for (const row of meant) {
        world.remove(consents, row.id);
        // Inferred: without the consent its refresh tokens stop working.
        revokeGrants(world, { user_id: row.user_id, application_id: row.application_id });
      }
      return undefined;
    },
    listOrganizationAuthorizedApplications: ({ world, path, query }) => {
      world.get(organizations, path.organization_id);
      const members = world.rows(organizationMemberships, { where: { organization_id: path.organization_id } });
      const ids = members.filter((member) => member.status === "active").map((member) => member.user_id);
      return world.list(consents, query, { where: { user_id: ids } });
    },
  },
  dashboard: (world) => ({
    /** Has a user allow an application, without the browser. */
    create(input: AuthorizedApplicationInput): OrganizationAuthorizedApplication {
      const row = noteConsent(world, {
        id: input.id,
        user_id: findUser(world, input.user).id,
        application_id: getApplication(world, input.application).id,
        granted_scopes: [...(input.granted_scopes ?? ["openid", "profile", "email"])],
        oauth_resource: input.oauth_resource,
      });
      return world.present(consents, row);
    },
  }),
});
