import { defineResource } from "../behaviour.ts";

export const connectApplicationsResource = defineResource({});
