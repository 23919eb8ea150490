import { defineResource } from "../behaviour.ts";

export const webhookEndpointsResource = defineResource({});
