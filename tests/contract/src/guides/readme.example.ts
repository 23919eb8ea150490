// #region docs
import { createClient, isApiError } from "@workos-kit/client";
import { createOrganization, listOrganizations } from "@workos-kit/client/operations";

const workos = createClient({ apiKey: process.env.WORKOS_API_KEY, clientId: process.env.WORKOS_CLIENT_ID });

const acme = await createOrganization(workos, { name: "Acme", external_id: "42" }).catch((error: unknown) => {
  if (isApiError(error, "external_id_already_used")) return undefined;
  throw error;
});
for await (const organization of listOrganizations(workos, { domains: ["acme.test"] })) console.log(organization.id);

const result = await workos.GET("/organizations/{id}", { params: { path: { id: acme?.id ?? "org_1" } } });
console.log(result.ok ? result.data.name : result.error.code);
// #endregion
