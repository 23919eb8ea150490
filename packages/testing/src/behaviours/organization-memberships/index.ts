import { defineResource } from "../behaviour.ts";

export const organizationMembershipsResource = defineResource({});
