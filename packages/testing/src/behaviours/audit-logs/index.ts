import type { AuditLogEvent, AuditLogExport, AuditLogExportCreate } from "../../generated/schemas.ts";
import { problem } from "../../problem.ts";
import { withoutUndefined } from "../../world/row-fields.ts";
import type { World } from "../../world/world.ts";
import { checkEvent } from "../audit-log-schemas/check-event.ts";
import { defineResource } from "../behaviour.ts";
import { findOrganization, type OrganizationRef, organizations } from "../organizations/table.ts";
import { exportAsCsv } from "./csv.ts";
import { download, linkTo } from "./download.ts";
import { type PlannedDownload, type PlannedState, plannedDownloads, plannedStates } from "./plans.ts";
import { auditLogEvents, auditLogExports, auditLogLinks, type ExportRow, usedKeys } from "./table.ts";

const dayMs = 24 * 60 * 60 * 1000;
const page = "GET /audit_logs/downloads/{token}";

export const auditLogsResource = defineResource({
  tables: [auditLogEvents, usedKeys, auditLogExports, auditLogLinks],
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
      return presentExport(
        world.insert(auditLogExports, { state: "pending", request: requestOf(body), file: null }),
        null,
      );
    },
    getAuditLogExport: ({ world, path, origin }) => {
      const row = progress(world, world.get(auditLogExports, path.id));
      return presentExport(row, row.state === "ready" ? `${origin}/audit_logs/downloads/${linkTo(world, row)}` : null);
    },
  },
  pages: { [page]: download },
  locate: { [page]: (world, { path }) => world.find(auditLogLinks, String(path.token)) !== undefined },
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
    /**
     * What the next fetches of exports find, before exports become ready as usual. One that is ready only expires, when
     * that is the next in the list.
     */
    planExports: ({ states }: { readonly states: readonly PlannedState[] }): void => world.write(plannedStates, states),
    /** What the next downloads of files come to, before they go well as usual. */
    planDownloads: ({ outcomes }: { readonly outcomes: readonly PlannedDownload[] }): void =>
      world.write(plannedDownloads, outcomes),
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

/** A pending export is done when somebody asks for it. */
function progress(world: World, row: ExportRow): ExportRow {
  if (row.state === "error" || row.state === "expired") return row;
  const [planned, ...rest] = world.read(plannedStates);
  if (row.state === "ready" && planned !== "expired") return row;
  if (planned !== undefined) world.write(plannedStates, rest);
  if (planned === "pending") return row;
  if (planned === "error" || planned === "expired")
    return world.update(auditLogExports, row.id, { state: planned, file: null });
  // Made once: what is recorded from now on is not in it, and its version stays the same.
  return world.update(auditLogExports, row.id, { state: "ready", file: exportAsCsv(world, row.request) });
}

function presentExport({ request: _request, file: _file, ...wire }: ExportRow, url: string | null): AuditLogExport {
  return { ...wire, url };
}

function badExport(code: string, message: string) {
  return problem(400, { code, message, error: "Bad Request" });
}
