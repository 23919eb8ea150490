import type { LogStream } from "../../generated/schemas.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";

/** What is set for an organization's audit log; its id is the organization's. */
export interface AuditLogSettings extends BaseRow {
  readonly organization_id: string;
  readonly retention_period_in_days: number | null;
  readonly state: "active" | "inactive" | "disabled";
  readonly log_stream?: LogStream;
}

export const auditLogSettings = defineTable<AuditLogSettings>({
  name: "audit_log_settings",
  label: "Audit log configuration",
  prefix: "audit_log_settings",
  indexes: { organization_id: (row) => row.organization_id },
  parents: { organizations: "organization_id" },
});
