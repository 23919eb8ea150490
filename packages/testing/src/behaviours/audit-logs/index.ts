import { defineResource } from "../behaviour.ts";

export const auditLogsResource = defineResource({});
