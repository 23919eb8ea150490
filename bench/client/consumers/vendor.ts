import { WorkOS } from "@workos-inc/node";

const workos = new WorkOS("sk_test");
export async function main() {
  const org = await workos.organizations.createOrganization({ name: "Acme" });
  const page = await workos.organizations.listOrganizations({ domains: ["a.test"] });
  const user = await workos.userManagement.getUser("user_1");
  const updated = await workos.userManagement.updateUser({ userId: user.id, firstName: "A" });
  const list = await workos.sso.listConnections();
  return [org.id, page.data.length, updated.email, list.data.length];
}
