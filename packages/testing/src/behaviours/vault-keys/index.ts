import { defineResource } from "../behaviour.ts";

export const vaultKeysResource = defineResource({});
