import {
  createAuditLogEvent,
  createAuditLogExport,
  createAuditLogSchema,
  getAuditLogExport,
} from "@workos-kit/client/operations";
import type { Stage } from "../stage.ts";
import { expect, type Story } from "../story.ts";

/** Records three events against a schema, exports them, and reads the CSV. */
export async function exportAuditLogs({ workos }: Stage, organizationId: string, story: Story): Promise<void> {
  await createAuditLogSchema(workos, { action_name: "report.shared", targets: [{ type: "report" }] });
  for (const id of ["report-1", "report-2", "report-3"]) {
    await createAuditLogEvent(workos, {
      organization_id: organizationId,
      event: {
        action: "report.shared",
        occurred_at: new Date(),
        actor: { id: "ada", type: "user" },
        targets: [{ id, type: "report" }],
        context: { location: "203.0.113.24" },
      },
    });
  }
  const hour = 3_600_000;
  const { id } = await createAuditLogExport(workos, {
    organization_id: organizationId,
    range_start: new Date(Date.now() - hour),
    range_end: new Date(Date.now() + hour),
  });
  let exported = await getAuditLogExport(workos, { id });
  while (exported.state === "pending") exported = await getAuditLogExport(workos, { id });
  expect(exported.state === "ready" && typeof exported.url === "string", "the export became ready.");
  const lines = (await (await fetch(exported.url)).text()).trim().split("\n");
  expect(lines.length === 4, `a heading and three rows were to be exported, not ${lines.length} lines.`);
  story.tell(`Exported ${lines.length - 1} audit log events as CSV, ${lines.join("\n").length} bytes.`);
}
