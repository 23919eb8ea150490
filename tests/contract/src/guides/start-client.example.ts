// #region docs
import { createClient, isApiError } from "@workos-kit/client";
import { createOrganization, listOrganizations } from "@workos-kit/client/operations";

const workos = createClient({ apiKey: process.env.WORKOS_API_KEY });

try {
  await createOrganization(workos, { name: "Acme", external_id: "customer-1" });
} catch (error) {
  if (!isApiError(error, "external_id_already_used")) throw error;
  console.log(error.status, error.message, error.requestId);
}
for await (const organization of listOrganizations(workos, { domains: ["acme.test"] })) {
  console.log(organization.name);
}
// #endregion
