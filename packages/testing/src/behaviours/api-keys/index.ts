import { defineResource } from "../behaviour.ts";

export const apiKeysResource = defineResource({});
