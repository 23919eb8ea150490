import { defineResource } from "../behaviour.ts";

export const auditLogConfigurationsResource = defineResource({});
