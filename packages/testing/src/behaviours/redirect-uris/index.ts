import { defineResource } from "../behaviour.ts";

export const redirectUrisResource = defineResource({});
