import { defineResource } from "../behaviour.ts";

export const emailChangesResource = defineResource({});
