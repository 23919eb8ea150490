import { passCookie } from "#lib/server/pass-cookie.ts";
import { requireSession } from "#lib/server/require-session.ts";
import { sessions } from "#lib/server/workos.ts";
import type { Actions, PageServerLoad } from "./$types";

/** Only what the page shows: all of it reaches the browser, and a whole session has the tokens. */
export const load: PageServerLoad = () => {
  const { user, claims } = requireSession();
  const { email, first_name } = user;
  return { email, name: first_name ?? email, organization: claims.org_id, role: claims.role, session: claims.sid };
};

export const actions: Actions = {
  /** Takes over what has changed at WorkOS, such as a role; with `organization_id` it would switch organization. */
  default: async ({ request, cookies, locals }) => {
    locals.session = await sessions.refresh(request);
    if (locals.session.setCookie !== undefined) passCookie(cookies, locals.session.setCookie);
    requireSession();
  },
};
