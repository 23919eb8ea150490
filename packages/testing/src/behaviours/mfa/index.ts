import { defineResource } from "../behaviour.ts";

export const mfaResource = defineResource({});
