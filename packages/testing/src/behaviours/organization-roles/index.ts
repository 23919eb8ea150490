import { defineResource } from "../behaviour.ts";

export const organizationRolesResource = defineResource({});
