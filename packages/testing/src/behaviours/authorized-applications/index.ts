import { defineResource } from "../behaviour.ts";

export const authorizedApplicationsResource = defineResource({});
