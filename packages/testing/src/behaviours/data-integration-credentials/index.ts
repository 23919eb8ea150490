import { defineResource } from "../behaviour.ts";

export const dataIntegrationCredentialsResource = defineResource({});
