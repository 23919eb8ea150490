import type { AuditLogSchema, AuditLogSchemaCreate } from "../../generated/schemas.ts";
import { notFound } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { auditLogActions, auditLogSchemas } from "./table.ts";

export const auditLogSchemasResource = defineResource({
  tables: [auditLogSchemas, auditLogActions],
  behaviours: {
    listAuditLogActions: ({ world, query }) => world.list(auditLogActions, query),
    listAuditLogSchemas: ({ world, path, query }) => {
      if (!world.find(auditLogActions, path.action_name)) throw notFound("Audit log action", path.action_name);
      return world.list(auditLogSchemas, query, { where: { action: path.action_name } });
    },
    createAuditLogSchema: ({ world, path, body }) => addSchema(world, path.action_name, body),
  },
  dashboard: (world) => ({
    /** Configures an action with a schema; each call adds a version. */
    create: ({ action, ...schema }: Partial<AuditLogSchemaCreate> & { readonly action: string }): AuditLogSchema =>
      addSchema(world, action, { targets: [], ...schema }),
  }),
});

function addSchema(world: World, action: string, body: AuditLogSchemaCreate): AuditLogSchema {
  const version = world.rows(auditLogSchemas, { where: { action } }).length + 1;
  const row = world.insert(auditLogSchemas, {
    action,
    version,
    actor: body.actor,
    targets: body.targets,
    metadata: body.metadata,
  });
  if (version === 1) world.insert(auditLogActions, { id: action, name: action });
  else world.update(auditLogActions, action, { updated_at: world.clock.iso() });
  return world.present(auditLogSchemas, row);
}
