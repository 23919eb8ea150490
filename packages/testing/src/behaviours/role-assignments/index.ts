import { defineResource } from "../behaviour.ts";

export const roleAssignmentsResource = defineResource({});
