import { defineResource } from "../behaviour.ts";

export const sessionsResource = defineResource({});
