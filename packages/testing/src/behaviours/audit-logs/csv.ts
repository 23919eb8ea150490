import type { AuditLogExportCreate } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import { auditLogSettings } from "../audit-log-configurations/table.ts";
import { type AuditLogEventRow, auditLogEvents } from "./table.ts";

const columns: Readonly<Record<string, (row: AuditLogEventRow) => unknown>> = {
  id: ({ id }) => id,
  action: ({ event }) => event.action,
  occurred_at: ({ event }) => event.occurred_at,
  actor_id: ({ event }) => event.actor.id,
  actor_type: ({ event }) => event.actor.type,
  actor_name: ({ event }) => event.actor.name,
  actor_metadata: ({ event }) => event.actor.metadata,
  targets: ({ event }) => event.targets,
  location: ({ event }) => event.context.location,
  user_agent: ({ event }) => event.context.user_agent,
  metadata: ({ event }) => event.metadata,
};

/** The events of an export as CSV (RFC 4180), oldest first. The columns are the mock's choice: none are documented. */
export function exportAsCsv(world: World, request: AuditLogExportCreate): string {
  const where = { organization_id: request.organization_id };
  const rows = world.rows(auditLogEvents, { where, filter: ({ event }) => isWanted(world, request, event) });
  rows.sort((a, b) => Date.parse(a.event.occurred_at) - Date.parse(b.event.occurred_at));
  const lines = rows.map((row) =>
    Object.values(columns)
      .map((value) => cell(value(row)))
      .join(","),
  );
  return [Object.keys(columns).join(","), ...lines, ""].join("\r\n");
}

function isWanted(world: World, request: AuditLogExportCreate, event: AuditLogEventRow["event"]): boolean {
  const at = Date.parse(event.occurred_at);
  const names = request.actor_names ?? request.actors;
  return (
    at >= Math.max(Date.parse(request.range_start), oldestKept(world, request.organization_id)) &&
    at <= Date.parse(request.range_end) &&
    includes(request.actions, event.action) &&
    includes(names, event.actor.name) &&
    includes(request.actor_ids, event.actor.id) &&
    (request.targets === undefined || event.targets.some(({ type }) => includes(request.targets, type)))
  );
}

function oldestKept(world: World, organizationId: string): number {
  const days = world.find(auditLogSettings, organizationId)?.retention_period_in_days;
  return days ? world.clock.now() - days * 24 * 60 * 60 * 1000 : 0;
}

function includes(wanted: readonly string[] | undefined, value: string | undefined): boolean {
  return wanted === undefined || wanted.length === 0 || (value !== undefined && wanted.includes(value));
}

function cell(value: unknown): string {
  if (value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
