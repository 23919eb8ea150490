import type { ConsentOption } from "../../generated/schemas.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";

/** A sign-in that waits for the app's own login page (Standalone Connect). */
export interface ExternalAuthRow extends BaseRow {
  readonly application_id: string;
  /** The authorization request it began with. */
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly is_completed: boolean;
  readonly user_id?: string;
  /** What the user may be asked, by claim. */
  readonly consent_options?: readonly ConsentOption[];
}

export const externalAuthSessions = defineTable<ExternalAuthRow>({
  name: "external_auth_sessions",
  label: "External auth session",
  prefix: "ext_auth",
  indexes: { application_id: (row) => row.application_id },
  parents: { connect_applications: { index: "application_id", isSilent: true } },
});
