import { operation, type Rows } from "../row.ts";

export const auditLogs: Rows<"auditLogs"> = {
  getOrganizationAuditLogsRetention: operation("getAuditLogsRetention", { id: "organization_id" }),
  updateOrganizationAuditLogsRetention: operation("updateAuditLogsRetention", { id: "organization_id" }),
  createEvent: operation(
    "createAuditLogEvent",
    {
      organization: "organization_id",
      action: "event",
      version: "event",
      occurredAt: "event",
      actor: "event",
      targets: "event",
      context: "event",
      metadata: "event",
    },
    "Gets an idempotency key by itself, kept over retries. A `Date` is written as the API wants it.",
  ),
  createExport: operation("createAuditLogExport"),
  getExport: operation(
    "getAuditLogExport",
    { auditLogExportId: "id" },
    "`waitForAuditLogExport` and `downloadAuditLogExport` of `@workos-kit/client/audit-logs` do the rest.",
  ),
  createSchema: operation(
    "createAuditLogSchema",
    { action: "action_name" },
    '`metadata` is the JSON schema itself: `{ plan: "string" }` becomes `{ type: "object", properties: { plan: { type: "string" } } }`.',
  ),
  listSchemas: operation("listAuditLogSchemas", { action: "action_name" }),
};

export const events: Rows<"events"> = {
  listEvents: operation(
    "listEvents",
    {},
    "Iterable; `syncEvents` of `@workos-kit/client/events` follows the log with a durable cursor.",
  ),
};

export const radar: Rows<"radar"> = {
  createAttempt: operation("createRadarAttempt"),
  updateAttempt: operation("updateRadarAttempt"),
  addListEntry: operation("addRadarListEntry"),
  removeListEntry: operation("removeRadarListEntry"),
};
