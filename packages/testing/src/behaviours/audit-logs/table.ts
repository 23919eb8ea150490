import type { AuditLogEvent, AuditLogExport, AuditLogExportCreate } from "../../generated/schemas.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";

/** A recorded event. */
export interface AuditLogEventRow extends BaseRow {
  readonly organization_id: string;
  readonly event: AuditLogEvent;
}

export const auditLogEvents = defineTable<AuditLogEventRow>({
  name: "audit_log_events",
  label: "Audit log event",
  prefix: "audit_log_event",
  isImmutable: true,
  indexes: { organization_id: (row) => row.organization_id },
  parents: { organizations: "organization_id" },
});

/** An idempotency key that was used; its id is key and payload together. */
export interface UsedKey extends BaseRow {
  readonly expires_at: string;
}

export const usedKeys = defineTable<UsedKey>({
  name: "audit_log_idempotency_keys",
  label: "Idempotency key",
  prefix: "key",
  isImmutable: true,
});

/** An export as stored: what was asked for, and the file once it is made. */
export type ExportRow = Omit<AuditLogExport, "url"> & {
  readonly request: AuditLogExportCreate;
  readonly file: string | null;
};

export const auditLogExports = defineTable<ExportRow>({
  name: "audit_log_exports",
  label: "Audit log export",
  prefix: "audit_log_export",
  object: "audit_log_export",
});

/** An address that a file can be fetched from for a while; its id is the token in it. */
export interface LinkRow extends BaseRow {
  readonly export_id: string;
  readonly expires_at: string;
}

export const auditLogLinks = defineTable<LinkRow>({
  name: "audit_log_export_links",
  label: "Audit log export link",
  prefix: "link",
  isImmutable: true,
  indexes: { export_id: (row) => row.export_id },
});
