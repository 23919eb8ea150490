import type { OrganizationAuthorizedApplication } from "../../generated/schemas.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";
import { connectApplications } from "../connect-applications/table.ts";

/** That a user has allowed an application to act for them. */
export interface ConsentRow extends BaseRow {
  readonly object: "authorized_connect_application";
  readonly user_id: string;
  readonly application_id: string;
  readonly granted_scopes: string[];
  readonly oauth_resource?: string;
}

export const consents = defineTable<ConsentRow, OrganizationAuthorizedApplication>({
  name: "authorized_applications",
  label: "Authorized application",
  prefix: "authorized_connect_app",
  object: "authorized_connect_application",
  indexes: { user_id: (row) => row.user_id, application_id: (row) => row.application_id },
  unique: { pair: (row) => `${row.user_id} ${row.application_id} ${row.oauth_resource ?? ""}` },
  parents: { users: "user_id", connect_applications: "application_id" },
  present: ({ object, id, granted_scopes, oauth_resource, application_id, user_id }, world) => ({
    object,
    id,
    granted_scopes,
    ...(oauth_resource !== undefined && { oauth_resource }),
    application: world.present(connectApplications, world.get(connectApplications, application_id)),
    user_id,
  }),
});

/** Notes a consent; a later one adds its scopes to what was granted. */
export function noteConsent(
  world: World,
  consent: Pick<ConsentRow, "user_id" | "application_id" | "granted_scopes"> & {
    readonly oauth_resource?: string | undefined;
    readonly id?: string | undefined;
  },
): ConsentRow {
  const { user_id, application_id, oauth_resource, granted_scopes } = consent;
  const known = world.findBy(consents, "pair", `${user_id} ${application_id} ${oauth_resource ?? ""}`);
  if (!known) return world.insert(consents, { ...consent });
  const all = [...new Set([...known.granted_scopes, ...granted_scopes])];
  return world.update(consents, known.id, { granted_scopes: all });
}
