import { defineResource } from "../behaviour.ts";

export const organizationDataIntegrationsResource = defineResource({});
