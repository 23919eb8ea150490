import { defineResource } from "../behaviour.ts";

export const accessChecksResource = defineResource({});
