import { defineResource } from "../behaviour.ts";

export const agentBlueprintsResource = defineResource({});
