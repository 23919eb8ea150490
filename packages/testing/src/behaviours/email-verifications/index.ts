import { defineResource } from "../behaviour.ts";

export const emailVerificationsResource = defineResource({});
