import { defineResource } from "../behaviour.ts";

export const dataIntegrationsResource = defineResource({});
