import { createClient } from "@workos-kit/client";
import {
  createOrganization,
  getUser,
  listConnections,
  listOrganizations,
  updateUser,
} from "@workos-kit/client/operations";

const workos = createClient({ apiKey: "sk_test" });
export async function main() {
  const org = await createOrganization(workos, { name: "Acme" });
  const page = await listOrganizations(workos, { domains: ["a.test"] });
  const user = await getUser(workos, { id: "user_1" });
  const updated = await updateUser(workos, { id: user.id, first_name: "A" });
  const list = await listConnections(workos);
  return [org.id, page.data.length, updated.email, list.data.length];
}
