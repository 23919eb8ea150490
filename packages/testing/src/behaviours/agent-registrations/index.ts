import { defineResource } from "../behaviour.ts";

export const agentRegistrationsResource = defineResource({});
