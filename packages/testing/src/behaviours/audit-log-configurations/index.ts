import type { AuditLogConfiguration, LogStream } from "../../generated/schemas.ts";
import { invalid } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { findOrganization, type OrganizationRef, organizations } from "../organizations/table.ts";
import { type AuditLogSettings, auditLogSettings } from "./table.ts";

export const auditLogConfigurationsResource = defineResource({
  tables: [auditLogSettings],
  behaviours: {
    getAuditLogsRetention: ({ world, path }) => {
      world.get(organizations, path.organization_id);
      return {
        retention_period_in_days: world.find(auditLogSettings, path.organization_id)?.retention_period_in_days ?? null,
      };
    },
    updateAuditLogsRetention: ({ world, path, body }) => {
      world.get(organizations, path.organization_id);
      const { retention_period, retention_period_in_days = daysOf(retention_period) } = body;
      if (
        retention_period_in_days === undefined ||
        (retention_period === undefined && !isOffered(retention_period_in_days))
      )
        throw invalid([
          {
            field: "retention_period_in_days",
            code: "invalid_value",
            message: "retention_period_in_days must be 30 or 365.",
          },
        ]);
      change(world, path.organization_id, { retention_period_in_days });
      return { retention_period_in_days, ...(retention_period !== undefined && { retention_period }) };
    },
    getAuditLogConfiguration: ({ world, path }) => {
      world.get(organizations, path.organization_id);
      return configurationOf(world, path.organization_id);
    },
  },
  unvalidated: ["updateAuditLogsRetention"],
  dashboard: (world) => ({
    /** Sets the state of an organization's log, or the stream it is copied to. */
    update({ organization, ...changes }: ConfigurationInput): AuditLogConfiguration {
      const { id } = findOrganization(world, organization);
      const { log_stream: stream, ...rest } = changes;
      const filled = stream && {
        id: world.newId("als"),
        last_synced_at: null,
        created_at: world.clock.iso(),
        ...stream,
      };
      change(world, id, { ...rest, ...(filled && { log_stream: filled }) });
      return configurationOf(world, id);
    },
  }),
});

/** Days of a period named as the vendor's newer SDK does: `2_MONTHS`, `1_YEAR`. Months of 30 days are inferred. */
function daysOf(period: string | undefined): number | undefined {
  const [, count, unit] = /^(\d+)_(MONTH|YEAR)S?$/.exec(period ?? "") ?? [];
  return count === undefined ? undefined : Number(count) * (unit === "YEAR" ? 365 : 30);
}

const isOffered = (days: number) => days === 30 || days === 365;

export interface ConfigurationInput {
  readonly organization: OrganizationRef;
  readonly state?: AuditLogSettings["state"];
  readonly retention_period_in_days?: number;
  readonly log_stream?: Pick<LogStream, "type" | "state"> & Partial<LogStream>;
}

function change(
  world: World,
  id: string,
  changes: Partial<Omit<AuditLogSettings, keyof { id: 0; created_at: 0 }>>,
): void {
  if (world.find(auditLogSettings, id)) world.update(auditLogSettings, id, changes);
  else
    world.insert(auditLogSettings, {
      id,
      organization_id: id,
      retention_period_in_days: null,
      state: "active",
      ...changes,
    });
}

/** A log that nobody has set up is inactive and keeps thirty days (inferred: the field cannot be null). */
function configurationOf(world: World, id: string): AuditLogConfiguration {
  const found = world.find(auditLogSettings, id);
  return {
    organization_id: id,
    retention_period_in_days: found?.retention_period_in_days ?? 30,
    state: found?.state ?? "inactive",
    ...(found?.log_stream && { log_stream: found.log_stream }),
  };
}
