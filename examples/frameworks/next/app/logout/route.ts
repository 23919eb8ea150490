import { appUrl } from "../../lib/environment.ts";
import { sessions } from "../../lib/workos.ts";

/** Signs out, here and at WorkOS. A POST, so that no prefetch and no foreign link can do it. */
export async function POST(request: Request): Promise<Response> {
  const { url = appUrl, setCookie } = await sessions.end(request, { return_to: appUrl });
  return new Response(null, { status: 303, headers: { location: url, "set-cookie": setCookie } });
}
