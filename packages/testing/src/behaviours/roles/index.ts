import { defineResource } from "../behaviour.ts";

export const rolesResource = defineResource({});
