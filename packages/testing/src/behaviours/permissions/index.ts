import { defineResource } from "../behaviour.ts";

export const permissionsResource = defineResource({});
