import { defineResource } from "../behaviour.ts";

export const vaultObjectsResource = defineResource({});
