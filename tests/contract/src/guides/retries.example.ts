// #region call
import { createAuditLogExport, getOrganization } from "@workos-kit/client/operations";
import { workos } from "./workos.ts";

export async function read(id: string, signal: AbortSignal) {
  return getOrganization(workos, { id }, { timeoutMs: 2_000, deadlineMs: 5_000, retries: 4, signal });
}
// #endregion

// #region write
export async function startExport(organization_id: string, days: number) {
  const range_end = new Date();
  const range_start = new Date(range_end.getTime() - days * 86_400_000);
  // A POST without a key is sent once, unless it was turned away or never arrived.
  return createAuditLogExport(workos, { organization_id, range_start, range_end }, { retries: 5 });
}

// #endregion

// #region client
import { createClient, optionsFromEnv } from "@workos-kit/client";

export const patient = createClient({
  ...optionsFromEnv(process.env),
  timeoutMs: 20_000, // one attempt, body included
  deadlineMs: 60_000, // all attempts and the waits between them
  retries: 5,
});
// #endregion
