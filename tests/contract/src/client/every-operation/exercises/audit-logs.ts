import { waitForAuditLogExport } from "@workos-kit/client/audit-logs";
import * as api from "@workos-kit/client/operations";
import { expect } from "vitest";
import type { Exercise } from "./exercise.ts";

export const auditLogs: Exercise = {
  title: "audit logs: schemas, events, exports and retention",
  async run({ mock, client }) {
    const organization_id = mock.dashboard.organizations.create({ name: "Acme" }).id;
    await api.createAuditLogSchema(client, { action_name: "report.shared", targets: [{ type: "report" }] });
    expect(await api.listAuditLogSchemas(client, { action_name: "report.shared" }).collect()).toHaveLength(1);
    await api.createAuditLogEvent(client, {
      organization_id,
      event: {
        action: "report.shared",
        occurred_at: new Date(mock.clock.now() - 1000),
        actor: { id: "ada", type: "user" },
        targets: [{ id: "r-1", type: "report" }],
        context: { location: "203.0.113.24" },
      },
    });
    const made = await api.createAuditLogExport(client, {
      organization_id,
      range_start: new Date(mock.clock.now() - 3_600_000),
      range_end: new Date(mock.clock.now()),
    });
    const { url } = await waitForAuditLogExport(client, made);
    expect(await (await fetch(url)).text()).toContain("report.shared");
    expect((await api.getAuditLogExport(client, { id: made.id })).state).toBe("ready");

    await api.updateAuditLogsRetention(client, { organization_id, retention_period_in_days: 365 });
    const { retention_period_in_days } = await api.getAuditLogsRetention(client, { organization_id });
    expect(retention_period_in_days).toBe(365);
  },
};
