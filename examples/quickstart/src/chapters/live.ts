import { type Client, createClient } from "@workos-kit/client";
import { listConnections, listDirectories, listEvents, listOrganizations } from "@workos-kit/client/operations";
import type { Story } from "../story.ts";

/** The read-only part, against the real API: counts, and nothing that names a customer. */
export async function readOnly(apiKey: string, story: Story): Promise<void> {
  const workos: Client = createClient({ apiKey });
  const organizations = await listOrganizations(workos, { limit: 100 });
  const connections = await listConnections(workos, { limit: 100 });
  const directories = await listDirectories(workos, { limit: 100 });
  const events = await listEvents(workos, { events: ["organization.created"], limit: 10 });
  story.tell(`On the first page: ${organizations.data.length} organizations, ${connections.data.length} connections,`);
  story.tell(`${directories.data.length} directories and ${events.data.length} organization.created events.`);
}
