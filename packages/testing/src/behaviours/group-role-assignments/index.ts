import { defineResource } from "../behaviour.ts";

export const groupRoleAssignmentsResource = defineResource({});
