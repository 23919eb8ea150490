export {
  type DownloadOptions,
  type DownloadProgress,
  downloadAuditLogExport,
  type Sink,
} from "./audit-logs/download.ts";
export { AuditLogExportError, type WaitOptions, waitForAuditLogExport } from "./audit-logs/wait.ts";
