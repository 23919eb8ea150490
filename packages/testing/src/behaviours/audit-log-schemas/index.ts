import { defineResource } from "../behaviour.ts";

export const auditLogSchemasResource = defineResource({});
