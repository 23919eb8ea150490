// #region export
import { open } from "node:fs/promises";
import { downloadAuditLogExport } from "@workos-kit/client/audit-logs";
import { createAuditLogExport } from "@workos-kit/client/operations";
import { workos } from "./workos.ts";

export async function exportTo(path: string, organization_id: string, range_start: Date, range_end: Date) {
  const started = await createAuditLogExport(workos, { organization_id, range_start, range_end });
  await using file = await open(path, "w");
  const { bytes } = await downloadAuditLogExport(workos, started, file, {
    onProgress: ({ bytes, totalBytes }) => console.log(`${bytes} of ${totalBytes ?? "?"}`),
  });
  return { id: started.id, bytes };
}
// #endregion

// #region resume
export async function resume(path: string, id: string) {
  await using file = await open(path, "a");
  const { size } = await file.stat();
  return await downloadAuditLogExport(workos, { id }, file, { offset: size }); // awaited here: the file closes on return
}
// #endregion
