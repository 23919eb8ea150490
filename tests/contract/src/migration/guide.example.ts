import type { WorkOS } from "@workos-inc/node";
import { type Client, isApiError } from "@workos-kit/client";
import { listOrganizations, updateOrganization } from "@workos-kit/client/operations";

export async function before(workos: WorkOS) {
  // #region before
  const { data } = await workos.organizations.listOrganizations({ domains: ["acme.test"] });
  for (const { id: organization } of data) {
    await workos.organizations.updateOrganization({ organization, externalId: "42" });
  }
  // #endregion
}

export async function after(workos: Client) {
  // #region after
  const { data } = await listOrganizations(workos, { domains: ["acme.test"] });
  for (const { id } of data) {
    await updateOrganization(workos, { id, external_id: "42" });
  }
  // #endregion
}

export async function refused(workos: Client, id: string, external_id: string) {
  // #region errors
  try {
    await updateOrganization(workos, { id, external_id });
  } catch (error) {
    if (isApiError(error, "external_id_already_used")) return "taken";
    if (isApiError(error) && error.status === 404) return `gone, says ${error.requestId}`;
    throw error;
  }
  // #endregion
  return "done";
}
