import { defineResource } from "../behaviour.ts";

export const authenticationResource = defineResource({});
