import { passCookie } from "#lib/server/pass-cookie.ts";
import { sessions } from "#lib/server/workos.ts";
import { APP_URL } from "$app/env/private";
import type { RequestHandler } from "./$types";

/** Signs out, here and at WorkOS. A POST, so that no prefetch and no foreign link can do it. */
export const POST: RequestHandler = async ({ request, cookies }) => {
  const { url = APP_URL, setCookie } = await sessions.end(request, { return_to: APP_URL });
  passCookie(cookies, setCookie);
  return new Response(null, { status: 303, headers: { location: url } });
};
