import type { AuditLogEvent, AuditLogExport, AuditLogExportCreate } from "../../generated/schemas.ts";
import { reply } from "../../handlers/message.ts";
import { problem } from "../../problem.ts";
import { defineCell } from "../../world/definition.ts";
import { withoutUndefined } from "../../world/row-fields.ts";
import type { World } from "../../world/world.ts";
import { checkEvent } from "../audit-log-schemas/check-event.ts";
import { defineResource } from "../behaviour.ts";
import { findOrganization, type OrganizationRef, organizations } from "../organizations/table.ts";
import { exportAsCsv } from "./csv.ts";
import { auditLogEvents, auditLogExports, type ExportRow, usedKeys } from "./table.ts";

const dayMs = 24 * 60 * 60 * 1000;
const linkLifetimeMs = 10 * 60 * 1000;
const page = "GET /audit_logs/downloads/{token}";
/** Into what the next exports turn, in place of ready ones. */
const plannedStates = defineCell<readonly ("pending" | "error")[]>("audit_log_export_plans", []);

export const auditLogsResource = defineResource({
  tables: [auditLogEvents, usedKeys, auditLogExports],
  behaviours: {
    createAuditLogEvent: ({ world, body, header }) => {
      world.get(organizations, body.organization_id);
      checkEvent(world, body.event);
      const key = header("idempotency-key");
      if (key === undefined || useKey(world, `${key} ${JSON.stringify(body)}`))
        world.insert(auditLogEvents, { organization_id: body.organization_id, event: body.event });
      return { success: true };
    },
    createAuditLogExport: ({ world, body }) => {
      if (!world.find(organizations, body.organization_id))
        throw badExport("invalid_organization", `Organization not found: '${body.organization_id}'.`);
      const [start, end] = [Date.parse(body.range_start), Date.parse(body.range_end)];
      if (!(start < end))
        throw badExport("invalid_audit_log_export_range_date", "range_start must be before range_end.");
      // At most the past three months (facts: behaviours 21).
      if (start < world.clock.now() - 92 * dayMs)
        throw badExport("invalid_audit_log_export_range_date", "range_start must lie within the past three months.");
      const row = world.insert(auditLogExports, {
        state: "pending",
        request: requestOf(body),
        token: null,
        token_expires_at: null,
      });
      return presentExport(row, "");
    },
    getAuditLogExport: ({ world, path, origin }) =>
      presentExport(progress(world, world.get(auditLogExports, path.id)), origin),
  },
  pages: {
    [page]: ({ world, path }) => {
      const row = world.findBy(auditLogExports, "token", String(path.token));
      if (!row || Date.parse(row.token_expires_at ?? "") <= world.clock.now())
        return reply(403, "This link has expired.", { "content-type": "text/plain" });
      const headers = {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${row.id}.csv"`,
      };
      return reply(200, exportAsCsv(world, row.request), headers);
    },
  },
  locate: { [page]: (world, { path }) => world.findBy(auditLogExports, "token", String(path.token)) !== undefined },
  dashboard: (world) => ({
    /** Records an event past the schemas, for seeds. */
    create({ organization, ...event }: AuditLogEvent & { readonly organization: OrganizationRef }): void {
      world.insert(auditLogEvents, { organization_id: findOrganization(world, organization).id, event });
    },
    /** The recorded events of an organization; the API itself cannot read them. */
    list: ({ organization }: { readonly organization: OrganizationRef }): AuditLogEvent[] =>
      world
        .rows(auditLogEvents, { where: { organization_id: findOrganization(world, organization).id } })
        .map(({ event }) => event),
    /** What the next fetches of exports that are pending find, before exports become ready as usual. */
    planExports: ({ states }: { readonly states: readonly ("pending" | "error")[] }): void =>
      world.write(plannedStates, states),
  }),
});

function requestOf(body: AuditLogExportCreate): AuditLogExportCreate {
  const { organization_id, range_start, range_end, actions, actors, actor_names, actor_ids, targets } = body;
  const given = { organization_id, range_start, range_end, actions, actors, actor_names, actor_ids, targets };
  return withoutUndefined(given) as AuditLogExportCreate; // What is undefined was just left out.
}

/** True when key and payload come for the first time within a day. */
function useKey(world: World, id: string): boolean {
  const known = world.find(usedKeys, id);
  if (known && Date.parse(known.expires_at) > world.clock.now()) return false;
  if (known) world.table(usedKeys).remove(id);
  world.insert(usedKeys, { id, expires_at: world.clock.iso(dayMs) });
  return true;
}

/** A pending export is done when somebody asks for it; each fetch of a ready one renews the link. */
function progress(world: World, row: ExportRow): ExportRow {
  const isDone = row.state === "error" || row.state === "expired";
  if (isDone) return row;
  if (row.state === "pending") {
    const [planned, ...rest] = world.read(plannedStates);
    if (planned !== undefined) world.write(plannedStates, rest);
    if (planned === "pending") return row;
    if (planned === "error") return world.update(auditLogExports, row.id, { state: "error" });
  }
  const token = world.random.token(32);
  const link = { token, token_expires_at: world.clock.iso(linkLifetimeMs) };
  const updated_at = row.state === "ready" ? row.updated_at : undefined;
  return world.update(auditLogExports, row.id, { state: "ready", ...link, updated_at });
}

function presentExport(row: ExportRow, origin: string): AuditLogExport {
  const { request: _request, token, token_expires_at: _expires, ...wire } = row;
  return { ...wire, url: token === null ? null : `${origin}/audit_logs/downloads/${token}` };
}

function badExport(code: string, message: string) {
  return problem(400, { code, message, error: "Bad Request" });
}
