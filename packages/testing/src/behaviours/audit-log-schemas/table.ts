import type { AuditLogAction, AuditLogSchema } from "../../generated/schemas.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";

/** A version of an action's schema; it never changes. Its id serves cursors alone. */
export type SchemaRow = AuditLogSchema & BaseRow & { readonly action: string };

export const auditLogSchemas = defineTable<SchemaRow, AuditLogSchema>({
  name: "audit_log_schemas",
  label: "Audit log schema",
  prefix: "audit_log_schema",
  object: "audit_log_schema",
  isImmutable: true,
  indexes: { action: (row) => row.action },
  present: ({ action: _action, id: _id, updated_at: _updated, ...schema }) => schema,
});

/** An action; the API knows it by name, which is its id here. */
export type ActionRow = Omit<AuditLogAction, "schema"> & BaseRow;

export const auditLogActions = defineTable<ActionRow, AuditLogAction>({
  name: "audit_log_actions",
  label: "Audit log action",
  prefix: "audit_log_action",
  object: "audit_log_action",
  present: ({ id: _, object, name, created_at, updated_at = created_at }, world) => {
    const [schema] = world.rows(auditLogSchemas, { where: { action: name } }).slice(-1);
    // An action comes into being with its first schema.
    return { object, name, schema: world.present(auditLogSchemas, schema as SchemaRow), created_at, updated_at };
  },
});
