import { defineResource } from "../behaviour.ts";

export const radarResource = defineResource({});
