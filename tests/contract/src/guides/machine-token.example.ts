// #region docs
import { createPublicClient } from "@workos-kit/client";
import { oauthToken } from "@workos-kit/client/operations";

// The id of the M2M application. A key of WorkOS is not for customers.
const clientId = process.env.M2M_CLIENT_ID ?? "";
const authkit = createPublicClient({ clientId, baseUrl: process.env.AUTHKIT_URL });

export async function askForReports(url: string): Promise<Response> {
  const { access_token } = await oauthToken(authkit, {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: process.env.M2M_CLIENT_SECRET ?? "",
    scope: "reports:read",
  });
  return fetch(url, { headers: { authorization: `Bearer ${access_token}` } });
}
// #endregion
