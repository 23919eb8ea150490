import type { Client } from "@workos-kit/client";
import { createOrganization, sendInvitation } from "@workos-kit/client/operations";
import { createWebhookHandler } from "@workos-kit/webhooks/handler";

/** A customer signs up: an organization, and an invitation for its first person. */
export async function signUp(workos: Client, company: string, email: string): Promise<string> {
  const { id } = await createOrganization(workos, { name: company });
  await sendInvitation(workos, { email, organization_id: id });
  return id;
}

/** The webhook endpoint: keeps the application's own list of customers. */
export function createHooks(secret: string, customers: Map<string, string>) {
  return createWebhookHandler({ secret }).on("organization.created", ({ data }) => {
    customers.set(data.id, data.name);
  });
}
