import { requireSession } from "#lib/server/require-session.ts";
import type { PageServerLoad } from "./$types";

/** Only what the page shows: all of it reaches the browser, and a whole session has the tokens. */
export const load: PageServerLoad = () => {
  const { user, claims } = requireSession();
  const { email, first_name } = user;
  return { email, name: first_name ?? email, organization: claims.org_id, role: claims.role, session: claims.sid };
};
