import { defineResource } from "../behaviour.ts";

export const magicAuthResource = defineResource({});
