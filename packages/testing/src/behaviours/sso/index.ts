import { defineResource } from "../behaviour.ts";

export const ssoResource = defineResource({});
