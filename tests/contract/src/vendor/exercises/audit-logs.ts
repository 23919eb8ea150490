import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const auditLogs: Exercise = {
  title: "audit logs: schemas, events, exports and retention",
  async run({ mock, workos }) {
    const { id } = mock.dashboard.organizations.create({ name: "Acme" });
    await workos.auditLogs.createSchema({ action: "report.shared", targets: [{ type: "report" }] });
    expect((await workos.auditLogs.listSchemas("report.shared")).data).toHaveLength(1);
    await workos.auditLogs.createEvent(id, {
      action: "report.shared",
      occurredAt: new Date(),
      actor: { id: "ada", type: "user" },
      targets: [{ id: "r-1", type: "report" }],
      context: { location: "203.0.113.24" },
    });
    const hour = 3_600_000;
    const made = await workos.auditLogs.createExport({
      organizationId: id,
      rangeStart: new Date(Date.now() - hour),
      rangeEnd: new Date(Date.now() + hour),
    });
    let fetched = await workos.auditLogs.getExport(made.id);
    for (let tries = 0; fetched.state === "pending" && tries < 5; tries++)
      fetched = await workos.auditLogs.getExport(made.id);
    expect(await (await fetch(fetched.url ?? "")).text()).toContain("report.shared");

    await workos.auditLogs.updateOrganizationAuditLogsRetention({ id, retentionPeriod: "1_YEAR" });
    expect((await workos.auditLogs.getOrganizationAuditLogsRetention({ id })).retentionPeriodInDays).toBe(365);
  },
};
