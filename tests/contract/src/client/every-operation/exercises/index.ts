import { access } from "./access.ts";
import { agents } from "./agents.ts";
import { applications } from "./applications.ts";
import { auditLogs } from "./audit-logs.ts";
import { certificates } from "./certificates.ts";
import { directories } from "./directories.ts";
import { environment } from "./environment.ts";
import { featureFlags } from "./feature-flags.ts";
import { groups } from "./groups.ts";
import { keysAndEndpoints } from "./keys-and-endpoints.ts";
import { oauth } from "./oauth.ts";
import { organizationSettings } from "./organization-settings.ts";
import { organizations } from "./organizations.ts";
import { people } from "./people.ts";
import { pipes } from "./pipes.ts";
import { roles } from "./roles.ts";
import { signIn } from "./sign-in.ts";
import { users } from "./users.ts";
import { vault } from "./vault.ts";

export type { Exercise } from "./exercise.ts";

/** Together they call every operation of the spec with success. */
export const exercises = [
  access,
  agents,
  applications,
  auditLogs,
  certificates,
  directories,
  environment,
  featureFlags,
  groups,
  keysAndEndpoints,
  oauth,
  organizationSettings,
  organizations,
  people,
  pipes,
  roles,
  signIn,
  users,
  vault,
];
